"""Imported first by the process that others are forked from: it ends, and they with it, when its starter is killed."""

import os

from cms.serve.tether import tie_to_parent

tie_to_parent(os.getppid())
