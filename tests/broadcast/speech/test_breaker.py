from broadcast.speech.breaker import FIRST_REST_S, LONGEST_REST_S, CircuitBreaker
from tests.broadcast.speech.conftest import FakeClock


def test_rest_doubles_with_each_failure_up_to_a_limit(clock: FakeClock) -> None:
    breaker = CircuitBreaker(clock=clock)
    rests = []
    for _ in range(6):
        breaker.failed()
        rests.append(breaker.rest_s())
        clock.now += breaker.rest_s()

    assert rests == [60, 120, 240, 480, 900, 900]


def test_a_success_makes_the_next_failure_the_first(clock: FakeClock) -> None:
    breaker = CircuitBreaker(clock=clock)
    breaker.failed()
    breaker.failed()

    breaker.succeeded()
    assert breaker.rest_s() == 0
    breaker.failed()

    assert breaker.rest_s() == FIRST_REST_S


def test_a_longer_rest_that_was_asked_for_is_kept_within_limits(clock: FakeClock) -> None:
    breaker = CircuitBreaker(clock=clock)
    breaker.failed(at_least_s=300)
    assert breaker.rest_s() == 300

    breaker.failed(at_least_s=86_400)

    assert breaker.rest_s() == LONGEST_REST_S
