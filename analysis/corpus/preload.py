"""What the process that workers are forked from loads: all that a worker needs, and no search for garbage in it.

What is loaded here stays. Looking through it again and again while it is loaded, and in every worker later, takes time,
and unshares the memory that the workers have in common.
"""

import gc
from importlib import import_module

gc.disable()
import_module("analysis.corpus.worker")
gc.freeze()
gc.enable()
