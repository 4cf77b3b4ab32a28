"""The pages on which owners say who belongs to an organisation."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from weekapp import clock, limits
from weekapp.accounts import access
from weekapp.accounts.queries import digest
from weekapp.database import db
from weekapp.organisations import operations, queries
from weekapp.organisations.forms import InvitationForm
from weekapp.organisations.models import ROLES, Membership, Organisation
from weekapp.organisations.views import Answer, bp

INVITED_PER_ORGANISATION = "20/day"
INVITED_PER_ADDRESS = "3/day"


@bp.route("/mijn/organisatie/<int:organisation_id>/leden", methods=("GET", "POST"))
@access.member
def members(organisation_id: int) -> Answer:
    """A member sees who else belongs to the organisation; an owner invites others."""
    form = InvitationForm(formdata=access.typed())
    status = 200
    if form.is_submitted():
        organisation = _owned(organisation_id)
        if form.validate():
            status, problem = _invite(organisation, form)
            if not problem:
                return redirect(_members_page(organisation.id))
            form.email.errors = [problem]
    return _members(organisation_id, form), status


def _invite(organisation: Organisation, form: InvitationForm) -> tuple[int, str]:
    """Invite as filled in; a status and what is wrong, or nothing."""
    address = form.address
    is_allowed = limits.allows(INVITED_PER_ORGANISATION, "invite from", str(organisation.id))
    if not (is_allowed and limits.allows(INVITED_PER_ADDRESS, "invite", digest(address))):
        db.session.commit()
        return 429, _("Dit is te vaak op een dag. Probeer het morgen opnieuw.")
    try:
        operations.invite(organisation, address, form.role.data, access.deed())
    except operations.AlreadyMember:
        return 200, _("Deze collega hoort er al bij.")
    db.session.commit()
    flash(_("We sturen een uitnodiging naar %(email)s.", email=address), "success")
    return 200, ""


def _members(organisation_id: int, form: InvitationForm) -> str:
    me = access.me()
    organisation = db.first_or_404(
        queries.editable_by(me).where(Organisation.id == organisation_id)
    )
    everybody = queries.members_of(organisation.id)
    return render_template(
        "organisations/members.html",
        form=form,
        me=me,
        organisation=organisation,
        members=everybody,
        is_owner=any(one.account_id == me.id and one.role == "owner" for one in everybody),
        invitations=queries.open_invitations(organisation.id, clock.now()),
        roles=ROLES,
    )


@bp.post("/mijn/organisatie/<int:organisation_id>/leden/<int:account_id>/rol")
@access.member
def change_role(organisation_id: int, account_id: int) -> AnyResponse:
    """An owner makes an owner of an editor, or an editor of an owner."""
    member = _member_of(_owned(organisation_id), account_id)
    role = request.form.get("role", "")
    if role not in ROLES:
        abort(400)
    try:
        operations.change_role(member, role)
    except operations.LastOwner:
        flash(_only_owner(), "error")
    db.session.commit()
    return redirect(_members_page(organisation_id))


@bp.post("/mijn/organisatie/<int:organisation_id>/leden/<int:account_id>/verwijderen")
@access.member
def remove_member(organisation_id: int, account_id: int) -> AnyResponse:
    """An owner takes somebody out of the organisation; everybody may leave it."""
    is_leaving = account_id == access.me().id
    reach = queries.editable_by if is_leaving else queries.owned_by
    wanted = reach(access.me()).where(Organisation.id == organisation_id)
    member = _member_of(db.first_or_404(wanted), account_id)
    try:
        operations.remove(member)
    except operations.LastOwner:
        flash(_only_owner(), "error")
        return redirect(_members_page(organisation_id))
    words = _("Je hoort niet meer bij %(name)s.", name=member.organisation.name)
    gone = _("%(who)s hoort er niet meer bij.", who=member.account.email)
    db.session.commit()
    flash(words if is_leaving else gone, "success")
    return redirect(url_for("activities.desk") if is_leaving else _members_page(organisation_id))


@bp.post("/mijn/organisatie/<int:organisation_id>/uitnodigingen/<int:invitation_id>/intrekken")
@access.member
def withdraw_invitation(organisation_id: int, invitation_id: int) -> AnyResponse:
    """An owner takes back an invitation that was not accepted yet."""
    organisation = _owned(organisation_id)
    waiting = queries.open_invitations(organisation.id, clock.now())
    invitation = next((one for one in waiting if one.id == invitation_id), None)
    if invitation is None:
        abort(404)
    operations.withdraw(invitation)
    db.session.commit()
    flash(_("De uitnodiging is ingetrokken."), "success")
    return redirect(_members_page(organisation_id))


def _owned(organisation_id: int) -> Organisation:
    wanted = queries.owned_by(access.me()).where(Organisation.id == organisation_id)
    organisation: Organisation = db.first_or_404(wanted)
    return organisation


def _member_of(organisation: Organisation, account_id: int) -> Membership:
    return queries.membership(account_id, organisation.id) or abort(404)


def _only_owner() -> str:
    return str(_("Er moet altijd een beheerder zijn. Maak eerst iemand anders beheerder."))


def _members_page(organisation_id: int) -> str:
    return url_for("organisations.members", organisation_id=organisation_id)
