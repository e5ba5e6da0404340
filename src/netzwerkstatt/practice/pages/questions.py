"""The five questions, in practitioners' words."""

from netzwerkstatt.kernel.lib.words import gettext_noop

QUESTIONS: dict[str, tuple[str, str, str]] = {
    "wanted": (
        gettext_noop("Was wollten Sie?"),
        gettext_noop(
            "Was sollte sich ändern, und für wen? Schreiben Sie es so, wie es am Anfang gemeint war."
        ),
        gettext_noop(
            "„Wer über achtzig ist und allein wohnt, sollte einmal am Tag mit jemandem sprechen. So stand es im "
            "Antrag, und so haben wir es auch gemeint.“"
        ),
    ),
    "done": (
        gettext_noop("Was haben Sie getan?"),
        gettext_noop(
            "Der Weg in seiner Reihenfolge: wer, wann, womit. Auch das, was Sie wieder gelassen haben."
        ),
        gettext_noop(
            "„Zuerst haben wir drei Monate lang nur gefragt. Danach gab es einen Nachmittag in der Woche, mit zwei "
            "Leuten und einem geliehenen Raum.“"
        ),
    ),
    "hindered": (
        gettext_noop("Was stand im Weg?"),
        gettext_noop(
            "Schreiben Sie so, wie Sie es am Telefon erzählen würden. Stichworte genügen. Namen von Personen brauchen wir "
            "nicht."
        ),
        gettext_noop(
            "„Das Ordnungsamt hat den Platz dreimal verlegt. Jedes Mal waren ein paar Leute weniger da. Am Ende lag es "
            "nicht am Wetter, sondern daran, dass uns niemand einen festen Ort zugesagt hat.“"
        ),
    ),
    "handled": (
        gettext_noop("Wie sind Sie damit umgegangen?"),
        gettext_noop(
            "Was haben Sie versucht, was kam dabei heraus? Auch was nichts brachte oder geschadet hat, hilft anderen."
        ),
        gettext_noop(
            "„Der Brief ans Dezernat hat nichts bewirkt. Erst als der Hausmeister den Schlüssel selbst verwahrte, ging es.“"
        ),
    ),
    "outcome": (
        gettext_noop("Was ist daraus geworden?"),
        gettext_noop(
            "Was hat sich geändert, was blieb, woran erkennen Sie es? „Nichts“ ist eine vollständige Antwort."
        ),
        gettext_noop(
            "„Es kommen zwölf statt vierzig. Die zwölf kommen jede Woche. Gezählt haben wir das, gemessen nichts.“"
        ),
    ),
}
