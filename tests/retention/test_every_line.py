"""Each line of /privacy on what is kept has a test that moves the clock."""

from tests.client import Client
from tests.retention import test_of_organisers as organisers, test_of_residents as residents

# A line that is added fails here until there is a test that it is kept to.
TESTS = {
    "sign-up": (
        residents.test_a_sign_up_is_there_for_a_month_after_its_date,
        residents.test_a_sign_up_is_gone_at_once_when_its_owner_throws_it_away,
    ),
    "unconfirmed": (residents.test_what_nobody_confirms_is_there_for_two_days,),
    "guest-network": (residents.test_where_somebody_signed_up_from_is_known_for_a_day_at_most,),
    "weekly": (residents.test_a_weekly_letter_is_kept_until_whoever_gets_it_ends_it,),
    "weekly-unconfirmed": (
        residents.test_a_weekly_letter_that_nobody_confirms_is_there_for_two_days,
    ),
    "account": (organisers.test_an_account_is_kept_until_its_owner_asks_to_be_forgotten,),
    "code": (organisers.test_a_code_can_be_used_for_a_quarter_of_an_hour,),
    "session": (
        organisers.test_a_browser_is_known_for_thirty_days,
        organisers.test_a_browser_is_forgotten_at_once_by_who_signs_out,
    ),
    "parked": (organisers.test_what_was_typed_after_a_session_is_kept_for_an_hour,),
    "network": (organisers.test_where_somebody_signed_in_from_is_known_for_a_day_at_most,),
    "letter": (organisers.test_a_letter_is_known_for_a_week_and_its_words_only_until_it_went,),
    "dead-letter": (organisers.test_a_letter_that_never_arrived_is_known_for_thirty_days,),
    "invitation": (organisers.test_an_address_that_was_invited_is_known_for_two_weeks,),
    "import": (organisers.test_what_was_read_of_a_file_is_kept_for_two_weeks,),
    "activities": (
        organisers.test_an_activity_is_kept_until_whoever_made_it_asks_to_have_it_removed,
    ),
}


def test_every_line_of_the_table_has_its_test(client: Client) -> None:
    rows = client.get("/privacy").soup.select("main tbody tr")
    codes = [str(row.get("id", "")).removeprefix("bewaard-") for row in rows]
    assert codes == list(TESTS)
