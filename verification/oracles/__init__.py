"""A referee that proves or breaks any implementation of linear regression by gradient descent."""
