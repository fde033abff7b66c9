"""The golden thread: which row of the plans is carried out by which, what each cites, and where it is broken."""

from compiler.domain.thread.links import SURE as SURE
from compiler.domain.thread.links import Link as Link
from compiler.domain.thread.links import Thread as Thread
from compiler.domain.thread.links import cited as cited
from compiler.domain.thread.links import reference_of as reference_of
from compiler.domain.thread.links import sections as sections
