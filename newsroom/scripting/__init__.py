"""From web text to radio script: what is said in which order, what is left out, what a writer for the ear should mend.

Pure, and in the newsroom: the script is one of a story's forms, derived, edited and approved there. How it is then
read aloud is broadcast's affair.
"""

from newsroom.scripting.composing import compose
from newsroom.scripting.hints import Hint, hints_for, taken
from newsroom.scripting.two_minutes import Proposal, two_minutes

__all__ = ["Hint", "Proposal", "compose", "hints_for", "taken", "two_minutes"]
