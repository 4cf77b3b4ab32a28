"""The worker, in tests of what comes in."""

from tests.client import Client, Page
from weekapp import jobs
from weekapp.database import db


def worked(client: Client, page: Page) -> Page:
    """The page of a batch once the worker did all it had to do."""
    jobs.run_due()
    db.session.rollback()
    return client.get(page.path)
