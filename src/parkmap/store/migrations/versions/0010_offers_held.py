"""Open offers that a seizure or a tender holds are counted apart from those that can be had."""

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Nothing to do here: revision 0011 works out anew what is derived."""
