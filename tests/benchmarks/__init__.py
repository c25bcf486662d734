"""How long a fit takes and how much memory, beside others, in passes over the data: `make bench`."""
