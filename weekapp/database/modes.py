"""Whether the transaction that begins next only reads; set for each request and each job."""

from contextvars import ContextVar

only_reads: ContextVar[bool] = ContextVar("only_reads", default=False)
