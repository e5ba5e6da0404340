"""The person who looks, as plain values."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Bench(StrEnum):
    """Every member has two benches with equal rights."""

    ADMINISTRATION = "administration"
    INITIATIVES = "initiatives"


class MandateRole(StrEnum):
    """What a person does for an organisation.

    Coordination, deputies and colleagues do the work of a bench and read what is meant for it. The
    leadership reads with the network, not below it. Administering an organisation gives no reading.
    """

    COORDINATOR = "coordinator"
    DEPUTY = "deputy"
    COLLEAGUE = "colleague"
    LEADERSHIP = "leadership"
    ADMINISTRATOR = "administrator"
    GUEST = "guest"
    RESEARCHER = "researcher"


BENCH_ROLES = frozenset({MandateRole.COORDINATOR, MandateRole.DEPUTY, MandateRole.COLLEAGUE})
READING_ROLES = BENCH_ROLES | {MandateRole.LEADERSHIP}


@dataclass(frozen=True)
class HeldMandate:
    """One current mandate. `bench` and `municipality_id` are None for centres and the secretariat.

    `in_network` says that the organisation belongs to a current member, a centre or the secretariat.
    """

    mandate_id: int
    organisation_id: int
    organisation_name: str
    organisation_kind: str
    role: MandateRole
    municipality_id: int | None = None
    municipality_name: str = ""
    municipality_key: str = ""
    bench: Bench | None = None
    in_network: bool = False

    @property
    def works_in_bench(self) -> bool:
        return self.bench is not None and self.role in BENCH_ROLES

    @property
    def reads_network(self) -> bool:
        return self.in_network and self.role in READING_ROLES


@dataclass(frozen=True)
class Viewer:
    """Rights are the union of the mandates held today; being operator adds none of them."""

    person_id: int | None = None
    name: str = ""
    is_operator: bool = False
    mandates: tuple[HeldMandate, ...] = field(default_factory=tuple)

    @property
    def number(self) -> int:
        """The person's number for look-ups; 0 for nobody, which matches no row."""
        return self.person_id or 0

    @property
    def signed_in(self) -> bool:
        return self.person_id is not None

    @cached_property
    def reads_network(self) -> bool:
        return any(mandate.reads_network for mandate in self.mandates)

    @cached_property
    def benches(self) -> frozenset[tuple[int, Bench]]:
        """(municipality, bench) for every bench in which this person works."""
        return frozenset(
            (m.municipality_id, m.bench)
            for m in self.mandates
            if m.works_in_bench and m.bench and m.municipality_id
        )

    @cached_property
    def municipality_ids(self) -> frozenset[int]:
        """Municipalities in one of whose benches this person works."""
        return frozenset(municipality for municipality, _ in self.benches)

    @cached_property
    def organisation_ids(self) -> frozenset[int]:
        """Organisations for which this person may write."""
        return frozenset(m.organisation_id for m in self.writing_mandates)

    @cached_property
    def writing_mandates(self) -> tuple[HeldMandate, ...]:
        return tuple(m for m in self.mandates if m.in_network and m.role in BENCH_ROLES)

    @cached_property
    def is_secretariat(self) -> bool:
        return any(m.organisation_kind == "secretariat" and m.role in BENCH_ROLES for m in self.mandates)

    @cached_property
    def is_centre(self) -> bool:
        return any(m.organisation_kind == "centre" and m.role in BENCH_ROLES for m in self.mandates)

    def holds_for(self, organisation_id: int) -> bool:
        return organisation_id in self.organisation_ids

    def administers(self, organisation_id: int) -> bool:
        return any(
            m.organisation_id == organisation_id and m.role == MandateRole.ADMINISTRATOR
            for m in self.mandates
        )


NOBODY = Viewer()


def viewer_in(request: object) -> Viewer:
    """The viewer that the middleware put on the request."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer
