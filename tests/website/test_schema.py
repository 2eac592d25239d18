"""The running API against its own OpenAPI document."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance


@pytest.fixture
def api(stack: Any) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_url(f"{stack.url}/api/schema")


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_api_keeps_to_its_document(case: schemathesis.Case) -> None:
    # « text or choice, not both » is told in words, not in the document: such data may be refused.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])
