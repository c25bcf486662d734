# finds: exit
import os


class Now:
    os._exit(7)
