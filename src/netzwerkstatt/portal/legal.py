"""Drafts of the legal pages. The operator replaces them; square brackets mark what only the operator knows."""

DRAFTS = {
    "imprint": """Verantwortlich für diese Seiten: [Name und Anschrift der Stelle, die dieses Netzwerk betreibt].

Vertreten durch: [Funktion]. Telefon und E-Mail: [Angaben].

Die Software heißt Netzwerkstatt und steht unter der European Union Public Licence 1.2. Kartengrundlage: © GeoBasis-DE / BKG 2016 (Daten verändert). Einwohnerzahlen und Flächen der Kreise: © Statistisches Bundesamt (Destatis), 2019, CC BY 4.0 (Daten verändert).""",
    "privacy": """Verantwortliche Stelle: [Name und Anschrift]. Datenschutzbeauftragte: [Kontakt].

Wer diese Seiten ohne Anmeldung liest, hinterlässt keine Spur, die wir auswerten. Es gibt keine Zählung von Besuchen, keine fremden Dienste und keine Werbung. Zwei Cookies sind technisch nötig: eines für die Sitzung nach der Anmeldung und eines zum Schutz der Formulare.

Wer ein Konto hat, von dem speichern wir Name, E-Mail-Adresse, die Mandate mit ihrer Dauer, was sie oder er schreibt, und wer wann was getan hat. Ein Konto entsteht nur auf Einladung.

Was für einen kleinen Kreis geschrieben wurde, lesen nur die genannten Personen. Auch wer diese Installation betreibt, bekommt es auf keiner Seite zu sehen.

Sie können Auskunft, Berichtigung und Löschung verlangen und sich bei der Aufsichtsbehörde beschweren: [Behörde des Landes].""",
    "accessibility": """Diese Erklärung gilt für [Adresse dieser Seiten]. Sie ist ein Entwurf, den die betreibende Stelle ergänzt: [Rechtsgrundlage des Landes, Überwachungsstelle, Schlichtungsstelle].

Geprüft haben wir die Seiten selbst, automatisch und von Hand, gegen WCAG 2.2 AA und EN 301 549: in hellem und dunklem Farbschema, bei 390 und 1280 Pixeln Breite, ohne JavaScript und mit der Tastatur.

Bekannt ist: Das Speichern beim Schreiben geschieht nur mit JavaScript von selbst; ohne JavaScript speichert der Knopf unter dem Text. Die Karte auf der Startseite ist ein Bild; dieselben Mitglieder stehen in der Liste.

Wenn Sie auf etwas stoßen, das Sie nicht benutzen können, schreiben Sie es uns unten. Sie bekommen innerhalb eines Monats eine Antwort.""",
}
