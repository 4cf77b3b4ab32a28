"""The public pages: what everybody reads, the same for everyone, without a cookie."""

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from weekapp.activities import vocabulary

bp = Blueprint("agenda", __name__)


@bp.record_once
def give_vocabulary(state: BlueprintSetupState) -> None:
    """Let macros name what is stored as a code."""
    state.app.jinja_env.globals["vocabulary"] = vocabulary
