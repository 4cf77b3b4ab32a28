"""Who organises: the profile of an organisation, its members, its invitations."""
