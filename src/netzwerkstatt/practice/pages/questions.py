"""The five questions, in practitioners' words."""

QUESTIONS: dict[str, tuple[str, str, str]] = {
    "wanted": (
        "Was wollten Sie?",
        "Was sollte sich ändern, und für wen? Schreiben Sie es so, wie es am Anfang gemeint war.",
        "„Wer über achtzig ist und allein wohnt, sollte einmal am Tag mit jemandem sprechen. So stand es im "
        "Antrag, und so haben wir es auch gemeint.“",
    ),
    "done": (
        "Was haben Sie getan?",
        "Der Weg in seiner Reihenfolge: wer, wann, womit. Auch das, was Sie wieder gelassen haben.",
        "„Zuerst haben wir drei Monate lang nur gefragt. Danach gab es einen Nachmittag in der Woche, mit zwei "
        "Leuten und einem geliehenen Raum.“",
    ),
    "hindered": (
        "Was stand im Weg?",
        "Schreiben Sie so, wie Sie es am Telefon erzählen würden. Stichworte genügen. Namen von Personen brauchen wir "
        "nicht.",
        "„Das Ordnungsamt hat den Platz dreimal verlegt. Jedes Mal waren ein paar Leute weniger da. Am Ende lag es "
        "nicht am Wetter, sondern daran, dass uns niemand einen festen Ort zugesagt hat.“",
    ),
    "handled": (
        "Wie sind Sie damit umgegangen?",
        "Was haben Sie versucht, was kam dabei heraus? Auch was nichts brachte oder geschadet hat, hilft anderen.",
        "„Der Brief ans Dezernat hat nichts bewirkt. Erst als der Hausmeister den Schlüssel selbst verwahrte, ging es.“",
    ),
    "outcome": (
        "Was ist daraus geworden?",
        "Was hat sich geändert, was blieb, woran erkennen Sie es? „Nichts“ ist eine vollständige Antwort.",
        "„Es kommen zwölf statt vierzig. Die zwölf kommen jede Woche. Gezählt haben wir das, gemessen nichts.“",
    ),
}
