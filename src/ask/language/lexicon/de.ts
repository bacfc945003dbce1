import type { Lexicon } from './lexicon.ts';

/** The German lexicon. */
export const DE: Lexicon = {
  language: 'de',
  tags: {
    count:
      'wie viele|wieviele|wie oft|anzahl|anzahl der|anzahl von|die anzahl|zahl der|wie haufig|anzahl an|menge der|zahle|zahl|wie viele male|gesamtzahl|gesamtzahl der|anzahl aller|die zahl der|haufigkeit von|haufigkeit der',
    'how much':
      'wie viel|wieviel|wie hoch|wie gross|wie voll|wie heiss|wie warm|wie stark|wie weit|wie schwer|wie teuer|wie viel geld',
    'how long': 'wie lange|wie schnell|wie langsam|wie lang|wie viel zeit|wieviel zeit',
    sum: 'summe|summe der|gesamt|insgesamt|gesamte|gesamter|gesamtes|gesamten|in summe|zusammen|total|gesamtsumme',
    average:
      'durchschnitt|durchschnittlich|durchschnittliche|durchschnittlicher|durchschnittlichen|durchschnittliches|im schnitt|im durchschnitt|mittelwert|mittlere|mittlerer|mittleren|schnitt|im mittel|typischerweise|mittlerweile im schnitt|im durchschn|ø|avg|durchschn|durchschnittswert|durchschnittswerte',
    median: 'median',
    max: 'maximum|maximal|maximale|maximaler|maximalen|hochste|hochster|hochsten|hochstes|spitze|spitzenwert|am hochsten|starkste|starksten|starkster|maximum von|maximalwert|groesste',
    min: 'minimum|minimal|minimale|minimaler|niedrigste|niedrigster|niedrigsten|niedrigstes|tiefste|tiefsten|am niedrigsten|geringste|geringsten|schwachste|schwachsten|schwachster|am tiefsten|minimalwert|geringster|geringstes|am geringsten',
    distinct:
      'verschiedene|verschiedenen|unterschiedliche|unterschiedlichen|eindeutige|einzelne|verschiedener|unterschiedlicher|verschiedenste|unterschiedlich|verschieden',
    ratio:
      'prozent|prozentsatz|anteil|anteil der|der anteil|quote|verhaltnis|wie viel prozent|wieviel prozent|welcher anteil|welchen anteil|%|prozentual|prozentualer anteil|wieviele prozent|wie viele prozent|wie gross ist der anteil|anteil an|anteil von',
    rate: 'rate',
    most: 'die meisten|meisten|meiste|am meisten|am haufigsten|haufigste|haufigsten|haufigster|haufigstes|schlechteste|schlimmste|schlimmsten|am oftesten|die hochste anzahl|hochste anzahl|hochste anzahl an|die grosste anzahl|grosste anzahl|die meiste|meist',
    least:
      'die wenigsten|wenigsten|am wenigsten|seltenste|seltensten|am seltensten|beste|die geringste anzahl|niedrigste anzahl|die wenigste',
    top: 'top',
    bottom: 'flop',
    slowest:
      'langsamste|langsamsten|langsamster|langsamstes|am langsamsten|langste|langsten|am langsten|dauert am langsten|dauern am langsten|dauerte am langsten',
    fastest: 'schnellste|schnellsten|schnellster|am schnellsten|kurzeste|kurzesten',
    largest:
      'grosste|grossten|grosster|grosstes|am grossten|warmste|heisseste|warmsten|heissesten|schwerste|schwersten',
    smallest: 'kleinste|kleinsten|kleinster|kleinstes|am kleinsten|kalteste|kaltesten',
    dearest: 'teuerste|teuersten|teuerster|am teuersten',
    cheapest: 'billigste|gunstigste|billigsten|gunstigsten',
    newest: 'neueste|neuesten|neuste|neusten|aktuellste|aktuellsten|jungste|jungsten|letzten|letzte|letzter',
    oldest: 'alteste|altesten|fruheste|fruhesten',
    busiest: 'aktivste|aktivsten|am starksten ausgelastet',
    by: 'nach|pro|je|per|gruppiert nach|aufgeteilt nach|aufgeschlusselt nach|fur jede|fur jeden|fur jedes|fur alle|verteilt auf|verteilung|verteilung nach|verteilung auf|aufgeteilt auf|sortiert nach|gegliedert nach|unterteilt nach|geordnet nach|aufgelistet nach|gruppiert|in jeder|in jedem|aufschlusselung nach|nach jeweiliger|getrennt nach|einzeln nach',
    each: 'jede|jeder|jedes|jeden|jeweils|alle|allen',
    which: 'welche|welcher|welches|welchen|welchem|was|was ist|was sind',
    'over time':
      'uber die zeit|im zeitverlauf|zeitverlauf|verlauf|trend|im verlauf|zeitlich|entwicklung|diagramm|im laufe der zeit',
    'every minute':
      'pro minute|je minute|minutlich|jede minute|nach minute|per minute|minutenweise|nach minuten|in jeder minute',
    'every hour':
      'pro stunde|je stunde|stundlich|jede stunde|nach stunde|per stunde|stundenweise|nach stunden|stundliche|stundlichen|in jeder stunde|nach uhrzeit',
    'every day': 'pro tag|je tag|taglich|jeden tag|nach tag|tageweise|nach tagen|tagliche|taglichen',
    'every week': 'pro woche|wochentlich|je woche',
    than: 'als',
    versus:
      'verglichen mit|im vergleich zu|im vergleich zum|im vergleich zur|gegenuber|vs|versus|im vergleich mit|im gegensatz zu',
    compare: 'vergleiche|vergleich|unterschied|unterschied zwischen|differenz|vergleiche die',
    change:
      'verandert|veranderung|geandert|gestiegen|gesunken|zugenommen|abgenommen|anstieg|ruckgang|steigt|sinkt|besser|schlechter|steigen|sinken|zunahme|entwickelt',
    trend:
      'steigt|steigen|sinkt|sinken|nimmt zu|nehmen zu|nimmt ab|nehmen ab|werden mehr|werden weniger|wird schlechter|werden schlechter|wird langsamer|steigend|sinkend',
    'same time':
      'gleichen zeit|gleiche zeit|zur gleichen zeit|selben zeit|zur selben zeit|gleichen stunde|selben stunde|gleichen zeitraum|selben zeitraum',
    not: 'ausserhalb von|alles ausser|nicht|kein|keine|keinen|keiner|ohne|ausser|ausgenommen|bis auf|nie|abgesehen von|keinem|exklusive|ausgeschlossen|mit ausnahme von|niemals|nichts|keines|keins|weder|noch nicht|nicht aus|nicht in',
    'more than':
      'mehr als|uber|grosser als|hoher als|mindestens mehr als|oberhalb|>|oberhalb von|teurer als|warmer als|heisser als|alter als|grosser|von uber|von mehr als|uberschreiten|uberschritten|uberschreitet|langer als|hoher|uber mehr als|ubersteigt|ubersteigen|uberstiegen|grosser gleich',
    'less than':
      'weniger als|unter|kleiner als|niedriger als|unterhalb|<|unterhalb von|billiger als|kalter als|von unter|von weniger als|unterschreiten|unterschritten|kurzer|niedriger|kleiner gleich|geringer als|unterschreitet',
    'at least': 'mindestens|ab|wenigstens|>=|oder mehr|ab mindestens|nicht weniger als|mind',
    'at most': 'hochstens|maximal|bis zu|<=|oder weniger|nicht mehr als|hochstens bis|max',
    'slower than': 'langsamer als|langer als|dauerten langer als|dauert langer als|dauern langer als',
    'faster than': 'schneller als|kurzer als',
    between: 'zwischen|von',
    and: 'und|sowie|plus|,|&|als auch|auch',
    or: 'oder',
    equals: '=|gleich|namens|mit dem namen',
    contains:
      'enthalten|enthalt|mit dem text|mit text|erwahnen|mit der meldung|beinhaltet|beinhalten|enthaltend',
    exists:
      'gibt es|gab es|gibt es noch|hat es|haben wir|hatten wir|existiert|existieren|vorhanden|irgendwelche|ob es|gabs|gibts|gibt s|gab s|tritt auf|treten auf|traten auf|sind da|war da|waren da|lagen vor|liegen vor|kommen noch',
    show: 'zeige|zeig|zeig mir|zeige mir|liste|gib mir|finde|suche|auflisten|anzeigen|ich brauche|ich mochte|ich will|ich hatte gern|ich hatte gerne|such|nenne|nenne mir|was passierte|was ist passiert|liste auf|alles uber|alles zu|such nach|suche nach|liste mir|ich suche|gib mal|zeig mal|zeig uns|zeig mir mal|zeige mir mal|nenn mir|lass mich sehen|kannst du mir zeigen|ich brauch|ich will sehen|was war los mit|gibt mir',
    when: 'wann|um wie viel uhr|um wieviel uhr|zu welcher zeit|an welchem tag|in welcher stunde|zu welcher uhrzeit|wann war|wann kam|wann wurde|zu welchem zeitpunkt|um welche uhrzeit|wann genau|an welchen tagen|wann zuletzt',
    'since when': 'seit wann|wie lange schon|ab wann|seit welchem zeitpunkt|wie lange bereits',
    first: 'erste|ersten|erster|erstes|zum ersten mal|erstmals|erstmalig',
    last: 'zuletzt|zum letzten mal|letztmals|letztes mal',
    still: 'noch|immer noch|liefert noch|sendet noch',
    start: 'begonnen|begann|angefangen|beginnt|fing an|begannen|gestartet|aufgetreten',
    stop: 'aufgehort|geendet|gestoppt|hort auf|endete|beendet',
    values: 'werte|wert|arten|arten von|typen|werte von|art|welche arten|welche arten von|alle',
    records:
      'logs|log|eintrage|eintrag|zeilen|zeile|datensatze|datensatz|logeintrage|protokolle|protokoll|meldungen|logzeilen|mal|male|aufgezeichnet|eingegangen|vorgekommen|passiert|vorkommen|falle',
    fields: 'felder|feld|spalten|spalte|attribute|schema',
    why: 'warum|wieso|weshalb|ursache|grund dafur',
    how: 'wie',
    who: 'wer|wessen|wem|wen',
    retention:
      'aufbewahrung|aufbewahrt|wie lange aufbewahrt|aufbewahrungsdauer|aufbewahrungsfrist|speicherdauer|wie lange werden|behalten',
    storage: 'speicher|speicherplatz|speicherbedarf|wie viel speicher',
    'stop word':
      'der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|ist|sind|war|waren|wurde|wurden|worden|wird|werden|hat|haben|hatte|hatten|wir|uns|unser|unsere|unserer|unseren|unserem|ich|mir|mein|meine|du|sie|er|es|ihr|ihre|ihrer|ihren|bitte|mal|doch|auch|nur|so|denn|da|dort|hier|diese|dieser|dieses|diesen|diesem|alle|allen|aller|mit|kann|kannst|konntest|konnte|konnen|soll|sich|man|etwas|gerade|aktuell|derzeit|momentan|eigentlich|schon|noch|sehr|viel|viele|mehr|weniger|hallo|danke|gemacht|gab|gibt|kam|kamen|gekommen|gekommenen|hatten|daten|liegt|lag|lagen|liegen|betragt|betrug|davon|darin|welche|waren|jemals|uberhaupt|tatsachlich|genau|etwa|ungefahr|zirka|ca|rund|dabei|bei|am|im|zur|zum|vom|beim|wurdest|worum|geht|ging|gingen|macht|machen|bekommen|bekam|erhalten|angezeigt|stehen|steht|dauert|dauern|dauerte|dauerten|verursacht|verursachen|hoch|gross|lang|sagen|sag|werte|gehabt|gewesen|entstanden|erfolgt|aufgetreten|eingegangen|einzelne|einzelnen|verzeichnet|gemessen|lief|liefen|lauft|laufen|gelaufen|durchgelaufen|durchlief|durchliefen|durch|getrennt|nutzen|nutzt|nutzten|benutzt|wurdet|schickt|schickte|schicken|sendet|sendete|senden|meldet|meldete|melden|gemeldet|bleibt|blieb|ergab|ergeben|kommt|kommen|an welchen|jeweils|registriert|insgesamt|uns|bisher|bislang|inzwischen|bereits|mittlerweile|jeweilige|jeweiligen|ok|okay|hi|hey|moin|servus|guten|bitte sag|sag mir|sagt|wissen|weiss|wusste|gern|gerne|insgesamt schon|eben|halt|wohl|ja|nein|naja|also|nun|mal eben|kurz|schnell mal|denen|ihnen|ihm|ihn|welchem|hattet|habt|seid|bin|bist|sollen|sollte|musste|muss|mussen|durfte|darf|will|wollte|wollten|mochte|mochten|konnten|dazu|dafur|davor|danach|darauf|darunter|daraus|damit|wovon|wofur|womit|wobei|namlich|zwar|jedoch|aber|sondern|derer|solche|solcher|solchen|irgendein|irgendeine|irgendeinen|irgendwelche|irgendwo|irgendwie|uberall|allerdings|einfach|ganz|ziemlich|besonders|wieder|verursachte|verursachten|traten|trat|entstehen|entstand|passieren|passierte|passierten|gelegen|genommen|nimmt|nehmen|brauchte|brauchten|braucht|brauchen|benotigt|benotigen|benotigte|jene|jener|derzeitige|derzeitigen|hatte gern|jemand|irgendjemand|irgendwer',
    preposition:
      'in|im|an|am|auf|bei|beim|von|vom|zu|zum|zur|fur|mit|aus|durch|gegen|um|wahrend|innerhalb|deren|dessen|wo|uber|wegen|seitens|aufgrund|ab|laut|gemass|zufolge',
    't:last':
      'letzte|letzten|letzter|letztes|letztem|vergangene|vergangenen|vergangener|vorherige|vorherigen|vorige|vorigen|voriger|vorangegangenen|vorangegangene|zuruckliegenden|voriges',
    't:this': 'diese|dieser|diesen|dieses|aktuelle|aktuellen|laufenden|laufende',
    't:ago': 'her|zuvor|fruher',
    't:ago before': 'vor',
    't:since': 'seit|ab|von|seit dem|beginnend',
    't:until': 'bis',
    't:at': 'um|am|im|an',
    't:around': 'gegen|circa|ca|ungefahr um|etwa um|rund um|um etwa|so um|so gegen',
    't:before': 'vor|bis',
    't:after': 'nach',
    't:in': 'in|innerhalb|wahrend|im|in den|in der|uber die',
    't:now':
      'jetzt|aktuell|gerade|momentan|im moment|derzeit|zurzeit|zur zeit|grad|aktuell gerade|gerade jetzt|gerade eben|im augenblick|augenblicklich',
    't:today': 'heute|heutige|heutigen|bisher heute|heut|heute bisher|am heutigen tag',
    't:yesterday': 'gestern|gestrige|gestrigen|gestriger',
    't:day before yesterday': 'vorgestern',
    't:morning': 'morgen|fruh|vormittag|morgens|heute fruh|heute morgen|vormittags|am morgen|in der fruh',
    't:afternoon': 'nachmittag|nachmittags',
    't:evening': 'abend|abends',
    't:night': 'nacht|nachts',
    't:noon': 'mittag|mittags',
    't:midnight': 'mitternacht',
    't:weekend': 'wochenende',
    't:half': 'halbe|halben|halb',
    't:o’clock': 'uhr',
  },
  units: {
    ms: 'ms|millisekunde|millisekunden',
    s: 's|sek|sekunde|sekunden',
    m: 'm|min|minute|minuten',
    h: 'h|std|stunde|stunden',
    d: 'd|tag|tage|tagen',
    w: 'woche|wochen',
    month: 'monat|monate|monaten|monats',
    quarter: 'quartal|quartale',
    year: 'jahr|jahre|jahren',
  },
  weekdays: ['montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag|sonnabend', 'sonntag'],
  months: [
    'januar',
    'februar',
    'marz',
    'april',
    'mai',
    'juni',
    'juli',
    'august',
    'september',
    'oktober',
    'november',
    'dezember',
  ],
  nouns: `
error=fehler fehlerhaft fehlerfall
failed=fehlgeschlagen scheitern gescheitert schlug fehlgeschlagene fehlgeschlagenen durchgefallen ausgefallen
failure=fehlschlag fehlversuch ausfall gerateausfall|exception=ausnahme exception exceptions|warning=warnung
success=erfolgreich erfolg|declined=abgelehnt ablehnung ablehnungen|decline reason=ablehnungsgrund
billed amount=rechnungsbetrag rechnungsbetrage|rejected=abgewiesen zuruckgewiesen|denied=verweigert
blocked=gesperrt blockiert gesperrte|cancelled=storniert storno abgebrochen abgesagt absage absagen|abort=abbruch
open=offen|closed=geschlossen|refunded=erstattet ruckerstattet|refund=ruckerstattung|delayed=verspatet verzogert
delay=verspatung verzogerung verspatungen|lost=verloren|approved=genehmigt|accepted=angenommen|pending=ausstehend
completed=abgeschlossen erledigt|shipped=versandt verschickt|sent=gesendet|delivered=geliefert zugestellt
paid=bezahlt|unpaid=unbezahlt|valid=gultig|invalid=ungultig|active=aktiv|inactive=inaktiv|overflow=uberlauf
timeout=zeituberschreitung timeout zeitlimit|service=dienst dienste|application=anwendung antrag antrage
stream=stream datenstrom|server=server|host=rechner hostrechner|machine=maschine automat maschinen|node=knoten
device=gerat gerate apparat endgerat|sensor=fuhler messfuhler sensor|plant=anlage werk|site=standort|hall=halle
line=linie anschluss leitung leitungen|warehouse=lager lagerhaus|branch=filiale zweigstelle niederlassung
store=laden geschaft|region=region|country=land lander|city=stadt|location=ort lage|environment=umgebung
production=produktion|version=version|platform=plattform|os=betriebssystem|browser=browser
user=benutzer nutzer anwender teilnehmer?|customer=kunde kunden kundin kundschaft|tenant=mandant mieter
account=konto konten|player=spieler|driver=fahrer|vehicle=fahrzeug wagen|caller=anrufer
charger=ladesaulen ladesaule ladestation ladepunkt|claim=schadensfall schaden schaeden schadenmeldung schadenfall
car=autos auto|truck=lkw laster|patient=patient patienten|employee=mitarbeiter angestellter beschaftigter
clerk=sachbearbeiter|merchant=haendler handler|supplier=lieferant zulieferer|carrier=spediteur reederei
vessel=schiff schiffe|port=hafen hafens|crane=kran krane|terminal=terminal|berth=liegeplatz|gate=gate tor
route=strecke|destination=ziel|origin=herkunft|sender=absender|recipient=empfanger|order=bestellung auftrag auftrage
payment=zahlung bezahlung|transfer=uberweisung|booking=buchung buchungen|transaction=transaktion vorgang? umsatz?
invoice=rechnung|delivery=lieferung zustellung zustellversuch|shipment=sendung|parcel=paket
container=behalter frachtcontainer container|cargo=ladung|freight=fracht|goods=ware|article=artikel|product=produkt
category=warengruppe kategorie|channel=kanal sender|payment method=zahlungsart zahlungsmethode
shipping method=versandart|coupon=gutschein|discount=rabatt nachlass|cart=warenkorb
return=retoure rucksendung rucknahme|complaint=reklamation beschwerde|customs=zoll verzollung
reminder=mahnung zahlungserinnerung|revenue=umsatz umsatze erlos eingenommen|amount=betrag betrage summe
price=preis stuckpreis einzelpreis|cost=kosten|fee=gebuhr gebuhren entgelt|value=wert warenwert durchschnittswert
money=geld|currency=wahrung|quantity=menge stuckzahl stuck|weight=gewicht|length=lange|size=grosse umfang
height=hohe|volume=volumen|tonnage=tonnen|tax=steuer|interest=zins|balance=guthaben saldo kontostand
duration=dauer laufzeit durchlaufzeit zeitdauer gesprachsdauer spieldauer|response time=antwortzeit antwortzeiten
latency=latenz latenzzeit|wait time=wartezeit|load time=ladezeit|processing time=bearbeitungszeit verarbeitungszeit
idle time=standzeit|dwell time=liegezeit verweildauer|cycle time=zykluszeit taktzeit|travel time=fahrzeit
slow=langsam|fast=schnell|request=anfrage aufruf aufrufe anforderung request abruf|access=zugriff zugriffe
query=abfrage abfragen|call=anruf gesprach gesprache telefonat telefonate aufruf?|page=seite seiten
endpoint=endpunkt|path=pfad|address=adresse|method=methode|status code=statuscode|status=status zustand
login=anmeldung anmeldungen login einloggen eingeloggt anmeldeversuch anmelde einwahl einwahlen|logout=abmeldung
signup=registrierung|session=sitzung session|message=nachricht meldung meldungen nachrichten
event=ereignis ereignisse veranstaltung|operation=vorgang operation|action=aktion|queue=warteschlange schlange queue
database=datenbank|file=datei dateien|pressure=druck|printer=drucker|print job=druckauftrag|temperature=temperatur
humidity=feuchtigkeit luftfeuchtigkeit feuchte|voltage=spannung|power=strom leistung|energy=energie strom?
consumption=verbrauch|speed=geschwindigkeit|rpm=drehzahl|level=fullstand stufe ebene level pegel
battery=batterie akku|battery level=ladestand|wind=wind|wind speed=windgeschwindigkeit|brightness=helligkeit
noise=larm|flow=durchfluss|water=wasser|usage=auslastung|cpu=cpu prozessor cpu-last|memory=arbeitsspeicher speicher
disk=festplatte|network=netzwerk|connection=verbindung verbindungen|bytes=bytes datenvolumen datenmenge?
transferred=ubertragen ubertragene|restart=neustart neustarts neu_gestartet|crash=absturz absturze
retry=wiederholung erneut|attempt=versuch versuche|reason=grund grunde begrundung|cause=ursache ausloser?
error code=fehlercode|error type=fehlerart fehlertyp|error message=fehlermeldung fehlermeldungen fehlertext
error rate=fehlerrate fehlerquote|success rate=erfolgsquote erfolgsrate|failure rate=ausfallrate
declined rate=ablehnungsquote|severity=schweregrad|priority=prioritat|shift=schicht schichten
department=abteilung fachbereich|team=team|group=gruppe|role=rolle|type=typ art sorte
number=nummer telefonnummer rufnummer|name=name|id=kennung|language=sprache|alarm=alarm alarmmeldung
downtime=stillstand|maintenance=wartung wartungen|fault=storung storungen panne|defect=defekt mangel|scrap=ausschuss
slip=schlupf|visitor=besucher|click=klick|campaign=kampagne|mail=mail|email=email|card=karte karten kartenzahlung
credit card=kreditkarte|bank=bank|fraud=betrug betrugsverdacht|deposit=einzahlung
withdrawal=auszahlung abhebung geldabhebung|overdraft=uberziehung|book=buch bucher|chapter=kapitel|round=runde
game=spiel spiele|match=partie|waiting=wartende wartend warten wartet wartenden|read=lesezugriff
write=schreibzugriff|arrival=ankunft|departure=abfahrt|handling=umschlag|unloaded=entladen|loaded=beladen
order value=bestellwert auftragswert warenkorbwert|payment amount=zahlungsbetrag|trace=traces|span=spans abschnitt
metric=metrik metriken|dangerous goods=gefahrgut|reefer=kuhlcontainer|scan=scan scans|interface=schnittstelle
source=quelle herkunft?|job=job jobs|import=import|result=ergebnis ergebnisse befund befunde|recipe=rezept
batch=charge stapel|turbine=turbine turbinen windkraftanlage windrad|farm=park|wind farm=windpark|blade=blatt
gearbox=getriebe|yield=ertrag|executed=ausgefuhrt|held=angehalten zuruckgehalten|checked=gepruft
withdrawn=eingezogen|aborted=abgebrochene|meter=zahler stromzahler|reading=ablesung ablesungen zahlerstand messwert
measurement=messung|district=bezirk stadtteil|direct debit=lastschrift lastschriften|lock=sperre sperren
suspicion=verdacht|suspicious=verdachtig|instant=sofort echtzeit|atm=geldautomat|procedure=verfahren
component=komponente|description=beschreibung|wrong=falsch|found=gefunden|unknown=unbekannt|core=kern
reconciliation=abgleich|check=prufung|incoming=eingang|outgoing=ausgang|covered=bedeckt|contactless=kontaktlos
chargeback=chargeback rucklastschrift|change=anderung anderungen aenderung eingriff eingriffe
student=student studenten studierende studierenden schuler|teacher=lehrer lehrkraft dozent|course=kurs kurse
exam=prufungen klausur prufung? examen|certificate=zertifikat zertifikate|grade=note
score=punkte punktzahl punktestand|rescheduled=verschoben|appointment=termin termine|doctor=arzt arzte arztin
nurse=pflegekraft schwester pfleger|ward=station|lab=labor|prescription=rezepte rezept? verordnung
medication=medikament|vaccination=impfung|train=zug zuge|bus=bus|flight=flug fluge
station=bahnhof tankstelle haltestelle? station?|stop=haltestelle|passenger=fahrgast fahrgaste passagier passagiere
ticket=fahrkarte ticket fahrschein karte?|baggage=gepack koffer gepackstuck|trip=fahrt fahrten
rental=ausleihe miete verleih vermietung|bike=rad fahrrad|guest=gast gaste|room=zimmer raum raume|hotel=hotel
night=ubernachtung|reservation=reservierung reservierungen|booked=gebucht|loan=kredit darlehen|rate=wechselkurs
insurance=versicherung|premium=beitrag pramie|contract=vertrag vertrage|tariff=tarif|feed=einspeisung
solar=solar solaranlage|grid=netz|charging session=ladevorgang|connector=stecker|movie=film|song=lied
viewer=zuschauer|subscriber=abonnent teilnehmeranschluss|subscription=abo abonnement|ad=werbung anzeige
rating=bewertung|comment=kommentar|post=beitrage|image=bild bilder|video=video videos|cluster=cluster
process=prozess prozesse|thread=faden|cache=zwischenspeicher|backup=sicherung backup|log=protokoll
record=eintrag akte akten|row=zeile zeilen|table=tabelle tisch spieltisch|release=veroffentlichung release
deployment=auslieferung bereitstellung deployment rollout|response=antwort antworten ruckmeldung|key=schlussel
password=kennwort passwort|permission=rechte berechtigung zugriffsrecht|attack=angriff|attacker=angreifer
purchase=gekauft kaufe kauf einkauf|sold=verkauft verkaufen|sale=verkauf verkaufe|ordered=bestellt
started=gestartet begonnen|finished=beendet fertig|created=erstellt angelegt erzeugt|deleted=geloscht
changed=geandert|updated=aktualisiert|downloaded=heruntergeladen|uploaded=hochgeladen|opened=geoffnet
arrived=angekommen|departed=abgefahren|picked up=abgeholt|damaged=beschadigt|broken=kaputt zerbrochen
missing=fehlend fehlt vermisst|expired=abgelaufen|locked=verriegelt|crashed=abgesturzt
dropped=gefallen verworfen verworfene|exceeded=uberschritten|allowed=zugelassen erlaubt|submitted=eingereicht
passed=bestanden|won=gewonnen|visited=besucht|consumed=verbraucht|produced=produziert hergestellt|measured=gemessen
reported=gemeldet meldeten|connected=verbunden|disconnected=getrennt|restarted=neugestartet|shown=angezeigt
searched=gesucht|search=suche suchen suchanfrage suchanfragen|search term=suchbegriff|hit=treffer
elevator=fahrstuhl aufzug|door=tur|window=fenster|fridge=kuhlschrank kuhlschranke|boiler=kessel|pump=pumpe pumpen
motor=motor motoren|robot=roboter|conveyor=forderband|press=presse|oven=ofen|tool=werkzeug
part=bauteil teile teil bestandteil|spare part=ersatzteil ersatzteile|scrap rate=ausschussquote|rail=schiene
track=gleis gleise|traffic=verkehr|junction=kreuzung|signal=ampel|parking=parkplatz|cashier=kassierer|checkout=kasse
receipt=bon quittung|tax rate=steuersatz|brand=marke|color=farbe|season=saison|stock=bestand vorrat lagerbestand
inventory=inventar|shelf=regal|pallet=palette paletten|forklift=stapler|lane=spur|dock=rampe
courier=zusteller kurier bote|reception=empfang|trigger=ausloser|threshold=schwelle|limit=grenzwert limit grenze
member=mitglied mitglieder|participant=teilnehmer|applicant=bewerber|company=firma unternehmen betrieb|club=verein
household=haushalt|building=gebaude|floor=stockwerk boden|area=bereich gebiet|zone=zone|street=strasse
zip=postleitzahl|municipality=gemeinde|lesson=lektion unterrichtsstunde|hospital=krankenhaus klinik
emergency=notaufnahme|admission=aufnahme|admitted=aufgenommen|discharged=entlassen|discharge=entlassung
treated=behandelt|study=untersuchung untersuchungen|diagnosis=diagnose|scooter=roller scooter|charging=ladevorgange
charged=geladen|distance=kilometer strecke? entfernung distanz|title=titel|playback=wiedergabe wiedergaben
watched=gesehen angesehen|enabled=freigeschaltet aktiviert|disabled=deaktiviert|earned=verdient
processed=verarbeitet bearbeitet|stored=gespeichert gespeicherte|abandoned=aufgelegt|router=router|antenna=antenne
cell=zelle funkzelle|data=datenverbrauch|program=programm|task=aufgabe aufgaben|rule=regel
policy=richtlinie police policen|borrowed=ausgeliehen|returned=zuruckgegeben|harvest=ernte|cow=kuh|milk=milch
weather=wetter|rain=regen|opponent=gegner|win=sieg gewinn gewinne|loss=niederlage|winner=sieger|running=laufend
responds=reagiert antwortet|reachable=erreichbar|space=platz speicherplatz|free=frei freie freier kostenlos gratis
occupied=belegt belegte|available=verfugbar|occupancy=belegung|bed=betten bett|scanner=scanner|xray=rontgen
blood=blut|ambulance=krankenwagen rettungswagen|tower=sendemast|exchange=vermittlung
logged in=angemeldet angemeldete angemeldeten|logged out=abgemeldet|concurrent=gleichzeitig gleichzeitige parallel
backlog=ruckstand ruckstau aufgestaut|load=last|cpu load=prozessorlast|busy=beschaftigt|idle=untatig
downstream=unteraufruf|dependency=abhangigkeit abhangigkeiten|response size=antwortgrosse|throughput=durchsatz
position=stellen|received=empfangen|retried=wiederholt|confirmed=bestatigt|assigned=zugewiesen
van=lieferwagen transporter|pickup=abholung|bet=einsatz|item=gegenstand gegenstande|buyer=kaufer kauferin
seller=verkaufer verkauferin|liability=haftung|report=gutachten|approval=genehmigung|heating=heizung|cooling=kuhlung
ventilation=luftung|heat=warme|gas=gas|steam=dampf|oil=ol|fuel=kraftstoff|vibration=schwingung vibration
torque=drehmoment|on time=punktlich|crew=besatzung crew|aircraft=flugzeug flieger|camera=kamera kameras
infusion pump=infusionspumpe infusionspumpen|patient record=patientenakte|provider=anbieter dienstleister provider
payment provider=zahlungsanbieter zahlungsdienstleister|order item=bestellposition auftragsposition posten
basket=einkaufswagen|cash=bargeld bar|gift card=geschenkkarte gutscheinkarte
customer group=kundengruppe kundensegment|segment=segment|loyalty=treue
delivery attempt=zustellversuch? lieferversuch|delivery time=lieferzeit zustellzeit
tracking number=sendungsnummer trackingnummer|fare=fahrpreis|profit=gewinn?|shipping cost=versandkosten portokosten
installment=rate|label=etikett label|label printing=etikettendruck|availability=verfugbarkeit|uptime=betriebszeit
incident=vorfall storfall zwischenfall|outage=ausfall? stromausfall netzausfall|bandwidth=bandbreite
packet loss=paketverlust|cache hit rate=trefferquote cache-trefferquote|hit rate=trefferquote?
exit code=exitcode ruckgabewert|stack trace=stacktrace|load balancer=lastverteiler|data center=rechenzentrum
cpu usage=cpu-auslastung prozessorauslastung|memory usage=speicherauslastung speicherverbrauch ram-verbrauch
disk usage=plattenbelegung festplattenbelegung|graphics card=grafikkarte|gpu=grafikprozessor|map=karte?
ban=bann sperre?|cheater=betruger|chat=chat|buffering=pufferung ruckler|bitrate=bitrate|author=autor|reader=leser
newsletter=newsletter|phone call=telefonanruf telefongesprach|agent=mitarbeiter? agent|waiting time=wartezeit?
satisfaction=zufriedenheit|modem=modem|data volume=datenmenge datenvolumen?|quality=qualitat
inspection=inspektion prufung?|valve=ventil|tank=tank behalter?|output=ausstoss ausbringung
production line=fertigungslinie produktionslinie produktionsstrasse|current=stromstarke
transformer=transformator trafo|field=feld acker|irrigation=bewasserung|soil=boden?|greenhouse=gewachshaus
rainfall=niederschlag|parking lot=parkplatz?|sample=probe|dose=dosis|emergency room=notaufnahme?
waiting room=wartezimmer|clinic=klinik? praxis|treatment=behandlung|surgery=operation?|enrollment=einschreibung
graduate=absolvent|apartment=wohnung|owner=eigentumer besitzer|dish=gericht speise|waiter=kellner|tip=trinkgeld
kitchen=kuche|payout=auszahlung?|adjuster=sachbearbeiter? schadenregulierer|teller=schalter|advisor=berater
exchange rate=wechselkurs?|interest rate=zinssatz|mortgage=hypothek|account holder=kontoinhaber
card payment=kartenzahlung?|kind=sorte?|class=klasse|talk time=gesprachszeit gesprachsdauer?
login attempt=anmeldeversuch? loginversuch|failed login=fehlanmeldung fehllogin|file size=dateigrosse|print=ausdruck
tram=strassenbahn|subway=u-bahn|seat=sitzplatz|ferry=fahre|bridge=brucke|water level=wasserstand pegel?
oxygen=sauerstoff|noise level=lautstarke larmpegel|late=zu_spat verspatet?|critical=kritisch|urgent=dringend eilig
internal=intern|external=extern|manual=manuell handisch|automatic=automatisch|empty=leer|new=neu|old=alt
online=online|offline=offline|unavailable=nicht_verfugbar|unfinished=unvollstandig unfertig|successful=erfolgreich?
duplicate=doppelt duplikat|high=hoch|low=niedrig|red=rot|green=grun|yellow=gelb|blue=blau|white=weiss|black=schwarz
large=gross|small=klein|monthly=monatlich|yearly=jahrlich|private=privat|business=geschaftlich geschaftskunde
business customer=geschaftskunde? geschaftskunden|private customer=privatkunde privatkunden|adult=erwachsener
child=kind kinder|person=person leute personen|woman=frau|man=mann|average=mittel mittelwert
cart value=warenkorbwert?|movement=bewegung|move=umschlag? bewegung?|pod=pod|commit=commit|pipeline=pipeline
build=build|test=test|question=frage|answer=antwort?|document=dokument unterlage|letter=brief|stamp=briefmarke
mailbox=postfach briefkasten|postage=porto|vote=stimme|citizen=burger|office=amt buro|authority=behorde
donation=spende|donor=spender|concert=konzert
failed=nicht_bestanden nicht_erfolgreich|unpaid=nicht_bezahlt|unavailable=nicht_erreichbar
unreadable=unlesbar|kwh=kilowattstunde|subtitle=untertitel|abroad=ausland|startup=startvorgang start?`,
  verbs: `
-=vorkommen:vorgekommen:kam auftreten:aufgetreten:trat:tritt stattfinden:stattgefunden:fand anfallen:angefallen:fiel:fallt vorliegen:vorgelegen:lag
cancelled=stornieren absagen kundigen annullieren|declined=ablehnen:abgelehnt
rejected=abweisen:abgewiesen:wies zuruckweisen:zuruckgewiesen:wies verwerfen:verworfen:verwarf:verwirft|denied=verweigern
blocked=sperren blockieren|locked=verriegeln|approved=genehmigen freigeben:freigegeben:gab:gibt bewilligen
accepted=akzeptieren annehmen:angenommen:nahm:nimmt|allowed=erlauben zulassen:zugelassen:liess:lasst|confirmed=bestatigen
failed=fehlschlagen:fehlgeschlagen:schlug schiefgehen:schiefgegangen:ging:geht danebengehen:danebengegangen:ging:geht schieflaufen:schiefgelaufen:lief:lauft scheitern durchfallen:durchgefallen:fiel:fallt ausfallen:ausgefallen:fiel:fallt misslingen:misslungen:misslang
crashed=absturzen|aborted=abbrechen:abgebrochen:brach:bricht|interrupted=unterbrechen:unterbrochen:unterbrach:unterbricht
hung=hangen:gehangen:hing|stopped=stoppen anhalten:angehalten:hielt:halt|started=starten beginnen:begonnen:begann
restarted=neustarten:neugestartet durchstarten|finished=beenden fertigstellen abschliessen:abgeschlossen:schloss
completed=erledigen vollenden|closed=schliessen:geschlossen:schloss zumachen|opened=offnen aufmachen eroffnen
created=erstellen anlegen erzeugen|deleted=loschen entfernen|changed=andern|updated=aktualisieren
uploaded=hochladen:hochgeladen:lud:ladt|downloaded=herunterladen:heruntergeladen:lud:ladt runterladen:runtergeladen:lud:ladt
sent=senden:gesandt verschicken schicken absenden versenden:versandt
received=empfangen:empfangen:empfing:empfangt erhalten:erhalten:erhielt:erhalt|delivered=liefern zustellen ausliefern
shipped=verschiffen|returned=zuruckschicken zurucksenden zuruckgeben:zuruckgegeben:gab:gibt retournieren
refunded=erstatten zuruckerstatten ruckerstatten zuruckzahlen|paid=bezahlen zahlen begleichen:beglichen:beglich
paid out=auszahlen|deposited=einzahlen|withdrawn=abheben:abgehoben:hob einziehen:eingezogen:zog
billed=berechnen verrechnen abrechnen fakturieren|purchase=kaufen einkaufen erwerben:erworben:erwarb|sold=verkaufen
ordered=bestellen ordern|booked=buchen|reserved=reservieren|rented=mieten vermieten
borrowed=ausleihen:ausgeliehen:lieh leihen:geliehen:lieh|spend=ausgeben:ausgegeben:gab:gibt
earned=verdienen einnehmen:eingenommen:nahm:nimmt|picked up=abholen|packed=verpacken packen|scanned=scannen einscannen
sorted=sortieren|loaded=beladen:beladen:belud verladen:verladen:verlud
unloaded=entladen:entladen:entlud ausladen:ausgeladen:lud:ladt
arrived=ankommen:angekommen:kam eintreffen:eingetroffen:traf:trifft
departed=abfahren:abgefahren:fuhr:fahrt abfliegen:abgeflogen:flog|delayed=verspaten verzogern
lost=verlieren:verloren:verlor|found=finden:gefunden:fand|damaged=beschadigen|broken=zerbrechen:zerbrochen:zerbrach
repaired=reparieren|replaced=ersetzen austauschen|maintained=warten|measured=messen:gemessen:mass:misst
registered=registrieren|login=einloggen anmelden einwahlen|logout=ausloggen abmelden
connected=verbinden:verbunden:verband|disconnected=trennen|answered=beantworten annehmen:angenommen:nahm:nimmt abheben
abandoned=auflegen|called=anrufen:angerufen:rief telefonieren
transferred=uberweisen:uberwiesen:uberwies ubertragen:ubertragen:ubertrug
processed=verarbeiten bearbeiten abarbeiten|assigned=zuweisen:zugewiesen:wies zuteilen|escalated=eskalieren
resolved=losen beheben:behoben:behob|expired=ablaufen:abgelaufen:lief:lauft verfallen:verfallen:verfiel
exceeded=uberschreiten:uberschritten:uberschritt ubersteigen:uberstiegen:uberstieg|retried=wiederholen
dropped=fallenlassen|skipped=uberspringen:ubersprungen:ubersprang auslassen|missed=verpassen
admitted=aufnehmen:aufgenommen:nahm:nimmt einweisen:eingewiesen:wies|discharged=entlassen:entlassen:entliess:entlasst
treated=behandeln|prescribed=verschreiben:verschrieben:verschrieb verordnen|passed=bestehen:bestanden:bestand
submitted=einreichen abgeben:abgegeben:gab:gibt|watched=schauen anschauen gucken ansehen:angesehen:sah:sieht
played=spielen abspielen|won=gewinnen:gewonnen:gewann|banned=bannen verbannen
charged=laden:geladen:lud:ladt aufladen:aufgeladen:lud:ladt abbuchen belasten|consumed=verbrauchen
produced=produzieren herstellen fertigen erzeugen|generated=generieren|overheated=uberhitzen|search=suchen
clicked=klicken anklicken|visited=besuchen|read=lesen:gelesen:las:liest|written=schreiben:geschrieben:schrieb
imported=importieren|exported=exportieren|synced=synchronisieren abgleichen:abgeglichen|deployed=ausrollen deployen
verified=verifizieren uberprufen|checked=prufen kontrollieren|subscribed=abonnieren|renewed=verlangern erneuern
activated=aktivieren freischalten|disabled=deaktivieren abschalten ausschalten|enabled=einschalten
printed=drucken ausdrucken|triggered=auslosen|acknowledged=quittieren|reported=melden|executed=ausfuhren
held=zuruckhalten:zuruckgehalten:hielt:halt|used=benutzen verwenden:verwendet:verwandte einsetzen|gone online=hochfahren
wasted=verschwenden|unlocked=entsperren|timeout=timeouten|published=veroffentlichen|read out=auslesen:ausgelesen:las:liest
transported=transportieren befordern|detected=erkennen:erkannt:erkannte entdecken feststellen|harvested=ernten
filled=fullen befullen abfullen|cleaned=reinigen|inspected=inspizieren begutachten
dispensed=ausgeben:ausgegeben:gab:gibt verabreichen|issued=ausgeben:ausgegeben:gab:gibt ausstellen|served=ausliefern bedienen|requested=anfordern beantragen erbitten:erbeten`,
  endings: [
    ['ungen', 'ung'],
    ['innen', 'in'],
    ['erinnen', 'er'],
    ['ern', ''],
    ['en', ''],
    ['en', 'e'],
    ['er', ''],
    ['er', 'e'],
    ['es', ''],
    ['es', 'e'],
    ['em', ''],
    ['em', 'e'],
    ['n', ''],
    ['e', ''],
    ['s', ''],
  ],
};
