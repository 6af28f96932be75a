import pickle

from db.domain.errors import BadFile, DomainError, NumberTaken


def test_an_error_survives_the_way_out_of_a_worker_process() -> None:
    error = BadFile("来文.xlsx", "digits_lost", sheet="门牌", row=7, column="C", detail="3.5E+28")
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.file, copy.row, copy.column, copy.detail) == ("来文.xlsx", 7, "C", "3.5E+28")


def test_an_error_says_its_fields_and_can_be_raised_again() -> None:
    error: DomainError = NumberTaken(text="12号", holder=5)
    assert str(error) == "12号 5"
    assert hash(error)
