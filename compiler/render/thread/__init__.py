"""The golden thread of a year's plans told: from one row up and down, or wherever it is broken."""

from compiler.render.thread.find import Sought as Sought
from compiler.render.thread.find import seek as seek
from compiler.render.thread.model import Bridge as Bridge
from compiler.render.thread.model import Found as Found
from compiler.render.thread.model import Planned as Planned
from compiler.render.thread.model import follow as follow
from compiler.render.thread.objects import orphans_json as orphans_json
from compiler.render.thread.objects import thread_json as thread_json
from compiler.render.thread.objects import thread_schema as thread_schema
from compiler.render.thread.orphans import orphans as orphans
from compiler.render.thread.text import orphans_text as orphans_text
from compiler.render.thread.text import thread_text as thread_text
