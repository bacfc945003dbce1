import type { Lexicon } from './lexicon.ts';

/** The German lexicon. */
export const DE: Lexicon = {
  language: 'de',
  tags: {
    count:
      'wie viele|wieviele|wie oft|anzahl|anzahl der|anzahl von|die anzahl|zahl der|wie haufig|anzahl an|menge der',
    'how much':
      'wie viel|wieviel|wie hoch|wie gross|wie voll|wie heiss|wie warm|wie stark|wie weit|wie schwer',
    'how long': 'wie lange|wie schnell|wie langsam|wie lang',
    sum: 'summe|summe der|gesamt|insgesamt|gesamte|gesamter|gesamtes|gesamten|in summe|zusammen|total|gesamtsumme',
    average:
      'durchschnitt|durchschnittlich|durchschnittliche|durchschnittlicher|durchschnittlichen|durchschnittliches|im schnitt|im durchschnitt|mittelwert|mittlere|mittlerer|mittleren|schnitt|im mittel|typischerweise',
    median: 'median',
    max: 'maximum|maximal|maximale|maximaler|maximalen|hochste|hochster|hochsten|hochstes|spitze|spitzenwert|am hochsten',
    min: 'minimum|minimal|minimale|minimaler|niedrigste|niedrigster|niedrigsten|niedrigstes|tiefste|tiefsten|am niedrigsten|geringste|geringsten',
    distinct:
      'verschiedene|verschiedenen|unterschiedliche|unterschiedlichen|eindeutige|einzelne|verschiedener|unterschiedlicher',
    ratio:
      'prozent|prozentsatz|anteil|anteil der|der anteil|quote|verhaltnis|wie viel prozent|wieviel prozent|welcher anteil|welchen anteil|%',
    rate: 'rate',
    most: 'die meisten|meisten|meiste|am meisten|am haufigsten|haufigste|haufigsten|haufigster|haufigstes|schlechteste|schlimmste|schlimmsten',
    least: 'die wenigsten|wenigsten|am wenigsten|seltenste|seltensten|am seltensten|beste',
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
    by: 'nach|pro|je|per|gruppiert nach|aufgeteilt nach|aufgeschlusselt nach|fur jede|fur jeden|fur jedes|fur alle|verteilt auf|verteilung|verteilung nach|verteilung auf|aufgeteilt auf|sortiert nach',
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
    not: 'ausserhalb von|alles ausser|nicht|kein|keine|keinen|keiner|ohne|ausser|ausgenommen|bis auf|nie|abgesehen von|keinem|exklusive|ausgeschlossen|mit ausnahme von',
    'more than':
      'mehr als|uber|grosser als|hoher als|mindestens mehr als|oberhalb|>|oberhalb von|teurer als|warmer als|heisser als|alter als|grosser|von uber|von mehr als|uberschreiten|uberschritten|uberschreitet',
    'less than':
      'weniger als|unter|kleiner als|niedriger als|unterhalb|<|unterhalb von|billiger als|kalter als|von unter|von weniger als|unterschreiten|unterschritten',
    'at least': 'mindestens|ab|wenigstens|>=|oder mehr|ab mindestens',
    'at most': 'hochstens|maximal|bis zu|<=|oder weniger',
    'slower than': 'langsamer als|langer als|dauerten langer als|dauert langer als|dauern langer als',
    'faster than': 'schneller als|kurzer als',
    between: 'zwischen|von',
    and: 'und|sowie|plus|,|&|als auch|auch',
    or: 'oder',
    equals: '=|gleich|namens|mit dem namen',
    contains:
      'enthalten|enthalt|mit dem text|mit text|erwahnen|mit der meldung|beinhaltet|beinhalten|enthaltend',
    exists:
      'gibt es|gab es|gibt es noch|hat es|haben wir|hatten wir|existiert|existieren|vorhanden|irgendwelche|ob es',
    show: 'zeige|zeig|zeig mir|zeige mir|liste|gib mir|finde|suche|auflisten|anzeigen|ich brauche|ich mochte|ich will|ich hatte gern|ich hatte gerne|such|nenne|nenne mir|was passierte|was ist passiert|liste auf|alles uber|alles zu|such nach|suche nach',
    when: 'wann|um wie viel uhr|um wieviel uhr|zu welcher zeit|an welchem tag|in welcher stunde|zu welcher uhrzeit|wann war|wann kam|wann wurde|zu welchem zeitpunkt',
    'since when': 'seit wann|wie lange schon',
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
      'der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|ist|sind|war|waren|wurde|wurden|worden|wird|werden|hat|haben|hatte|hatten|wir|uns|unser|unsere|unserer|unseren|unserem|ich|mir|mein|meine|du|sie|er|es|ihr|ihre|ihrer|ihren|bitte|mal|doch|auch|nur|so|denn|da|dort|hier|diese|dieser|dieses|diesen|diesem|alle|allen|aller|mit|kann|kannst|konntest|konnte|konnen|soll|sich|man|etwas|gerade|aktuell|derzeit|momentan|eigentlich|schon|noch|sehr|viel|viele|mehr|weniger|hallo|danke|gemacht|gab|gibt|kam|kamen|gekommen|gekommenen|hatten|daten|liegt|lag|lagen|liegen|betragt|betrug|davon|darin|welche|waren|jemals|uberhaupt|tatsachlich|genau|etwa|ungefahr|zirka|ca|rund|dabei|bei|am|im|zur|zum|vom|beim|wurdest|worum|geht|ging|gingen|macht|machen|bekommen|bekam|erhalten|angezeigt|stehen|steht|dauert|dauern|dauerte|dauerten|verursacht|verursachen|hoch|gross|lang|sagen|sag|werte|gehabt|gewesen|entstanden|erfolgt|aufgetreten|eingegangen|einzelne|einzelnen|verzeichnet|gemessen|lief|liefen|lauft|laufen|gelaufen|durch|getrennt|nutzen|nutzt|nutzten|benutzt|wurdet|schickt|schickte|schicken|sendet|sendete|senden|meldet|meldete|melden|gemeldet|bleibt|blieb|ergab|ergeben|kommt|kommen|an welchen|jeweils|registriert|insgesamt|uns',
    preposition:
      'in|im|an|am|auf|bei|beim|von|vom|zu|zum|zur|fur|mit|aus|durch|gegen|um|wahrend|innerhalb|deren|dessen|wo|uber|wegen|seitens|aufgrund|ab',
    't:last':
      'letzte|letzten|letzter|letztes|letztem|vergangene|vergangenen|vergangener|vorherige|vorherigen|vorige|vorigen|voriger|vorangegangenen|vorangegangene',
    't:this': 'diese|dieser|diesen|dieses|aktuelle|aktuellen|laufenden|laufende',
    't:ago': 'her|zuvor|fruher',
    't:ago before': 'vor',
    't:since': 'seit|ab|von',
    't:until': 'bis',
    't:at': 'um|am|im|an',
    't:around': 'gegen|circa|ca|ungefahr um|etwa um|rund um|um etwa',
    't:before': 'vor|bis',
    't:after': 'nach',
    't:in': 'in|innerhalb|wahrend|im|in den|in der|uber die',
    't:now': 'jetzt|aktuell|gerade|momentan|im moment|derzeit|zurzeit|zur zeit',
    't:today': 'heute|heutige|heutigen|bisher heute',
    't:yesterday': 'gestern|gestrige|gestrigen|gestriger',
    't:day before yesterday': 'vorgestern',
    't:morning': 'morgen|fruh|vormittag|morgens|heute fruh',
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
  english: `
fehler=error|fehlerhaft=error|fehlgeschlagen=failed|scheitern=failed|gescheitert=failed|schlug=failed
fehlschlag=failure|fehlversuch=failure|ausfall=failure|ausnahme=exception|warnung=warning
erfolgreich=success|erfolg=success|abgelehnt=declined|ablehnung=declined|abgewiesen=rejected
verweigert=denied|zuruckgewiesen=rejected|gesperrt=blocked|blockiert=blocked|storniert=cancelled
storno=cancelled|abgebrochen=cancelled|abbruch=abort|offen=open|geschlossen=closed|erstattet=refunded
ruckerstattung=refund|ruckerstattet=refunded|verspatet=delayed|verspatung=delay|verzogert=delayed
verzogerung=delay|verloren=lost|genehmigt=approved|angenommen=accepted|ausstehend=pending
abgeschlossen=completed|versandt=shipped|verschickt=shipped|gesendet=sent|geliefert=delivered
zugestellt=delivered|bezahlt=paid|unbezahlt=unpaid|gultig=valid|ungultig=invalid|aktiv=active
inaktiv=inactive|uberlauf=overflow|zeituberschreitung=timeout|dienst=service|dienste=service
anwendung=application|stream=stream|datenstrom=stream|server=server|rechner=host|maschine=machine
knoten=node|gerat=device|gerate=device|fuhler=sensor|anlage=plant|standort=site|werk=plant|halle=hall
linie=line|lager=warehouse|lagerhaus=warehouse|filiale=branch|laden=store|geschaft=store|region=region
land=country|lander=country|stadt=city|ort=location|umgebung=environment|produktion=production
version=version|plattform=platform|betriebssystem=os|browser=browser|benutzer=user|nutzer=user|anwender=user
kunde=customer|kunden=customer|mandant=tenant|konto=account|konten=account|spieler=player|fahrer=driver
fahrzeug=vehicle|anrufer=caller|ladesaulen=charger|schadensfall=claim|autos=car|auto=car|wagen=vehicle|lkw=truck|patient=patient|mitarbeiter=employee|sachbearbeiter=clerk
haendler=merchant|handler=merchant|lieferant=supplier|spediteur=carrier|reederei=carrier|schiff=vessel
schiffe=vessel|hafen=port|hafens=port|kran=crane|krane=crane|terminal=terminal|liegeplatz=berth|gate=gate
tor=gate|strecke=route|ziel=destination|herkunft=origin|absender=sender|empfanger=recipient|bestellung=order
auftrag=order|auftrage=order|zahlung=payment|bezahlung=payment|uberweisung=transfer|buchung=booking
transaktion=transaction|rechnung=invoice|lieferung=delivery|sendung=shipment|paket=parcel|behalter=container
frachtcontainer=container|ladung=cargo|fracht=freight|ware=goods|artikel=article|produkt=product
warengruppe=category|kategorie=category|kanal=channel|zahlungsart=payment method
zahlungsmethode=payment method|versandart=shipping method|gutschein=coupon|rabatt=discount|warenkorb=cart
retoure=return|rucksendung=return|reklamation=complaint|zoll=customs|verzollung=customs|mahnung=reminder
umsatz=revenue|umsatze=revenue|erlos=revenue|betrag=amount|betrage=amount|summe=amount|preis=price
kosten=cost|gebuhr=fee|gebuhren=fee|wert=value|warenwert=value|geld=money|wahrung=currency|menge=quantity
stuckzahl=quantity|stuck=quantity|gewicht=weight|lange=length|grosse=size|hohe=height|volumen=volume
tonnen=tonnage|steuer=tax|zins=interest|guthaben=balance|saldo=balance|dauer=duration|laufzeit=duration
antwortzeit=response time|antwortzeiten=response time|latenz=latency|latenzzeit=latency|wartezeit=wait time
ladezeit=load time|bearbeitungszeit=processing time|verarbeitungszeit=processing time|durchlaufzeit=duration
standzeit=idle time|liegezeit=dwell time|verweildauer=dwell time|zykluszeit=cycle time|fahrzeit=travel time
langsam=slow|schnell=fast|anfrage=request|aufruf=request|aufrufe=request|zugriff=access|zugriffe=access
abfrage=query|abfragen=query|anruf=call|seite=page|seiten=page|endpunkt=endpoint|pfad=path|adresse=address
methode=method|statuscode=status code|status=status|anmeldung=login|anmeldungen=login|login=login
einloggen=login|eingeloggt=login|anmeldeversuch=login|abmeldung=logout|registrierung=signup|sitzung=session
nachricht=message|meldung=message|ereignis=event|ereignisse=event|vorgang=operation|operation=operation
aktion=action|warteschlange=queue|datenbank=database|datei=file|dateien=file|druck=pressure|drucker=printer
druckauftrag=print job|temperatur=temperature|feuchtigkeit=humidity|luftfeuchtigkeit=humidity
feuchte=humidity|spannung=voltage|strom=power|leistung=power|energie=energy|verbrauch=consumption
geschwindigkeit=speed|drehzahl=rpm|fullstand=level|batterie=battery|akku=battery|ladestand=battery level
wind=wind|windgeschwindigkeit=wind speed|helligkeit=brightness|larm=noise|durchfluss=flow|wasser=water
auslastung=usage|cpu=cpu|prozessor=cpu|arbeitsspeicher=memory|speicher=memory|festplatte=disk
netzwerk=network|verbindung=connection|verbindungen=connection|bytes=bytes|datenvolumen=bytes
ubertragen=transferred|ubertragene=transferred|neustart=restart|neustarts=restart|absturz=crash
absturze=crash|wiederholung=retry|versuch=attempt|versuche=attempt|grund=reason|grunde=reason|ursache=cause
fehlercode=error code|fehlerart=error type|fehlertyp=error type|fehlermeldung=error message
fehlerrate=error rate|fehlerquote=error rate|erfolgsquote=success rate|erfolgsrate=success rate
ausfallrate=failure rate|ablehnungsquote=declined rate|stufe=level|schweregrad=severity|prioritat=priority
schicht=shift|abteilung=department|team=team|gruppe=group|rolle=role|typ=type|art=type|nummer=number
name=name|kennung=id|sprache=language|alarm=alarm|stillstand=downtime|wartung=maintenance|storung=fault
storungen=fault|defekt=defect|ausschuss=scrap|schlupf=slip|besucher=visitor|klick=click|kampagne=campaign
mail=mail|email=email|karte=card|kreditkarte=credit card|bank=bank|betrug=fraud|einzahlung=deposit
auszahlung=withdrawal|abhebung=withdrawal|uberziehung=overdraft|buch=book|kapitel=chapter|runde=round
spiel=game|partie=match|spiele=game|wartende=waiting|lesezugriff=read|schreibzugriff=write|ankunft=arrival
abfahrt=departure|umschlag=handling|entladen=unloaded|beladen=loaded|durchschnittswert=value
bestellwert=order value|auftragswert=order value|zahlungsbetrag=payment amount|fehlgeschlagene=failed
traces=trace|spans=span|metrik=metric|metriken=metric|gefahrgut=dangerous goods|kuhlcontainer=reefer
scan=scan|scans=scan|schnittstelle=interface|quelle=source|job=job|jobs=job|import=import|ergebnis=result
ergebnisse=result|rezept=recipe|charge=batch|turbine=turbine|turbinen=turbine|park=farm|windpark=wind farm
blatt=blade|getriebe=gearbox|ertrag=yield|ausgefuhrt=executed|angehalten=held|zuruckgehalten=held|gepruft=checked|eingezogen=withdrawn
fehlgeschlagenen=failed|abgebrochene=aborted|zahler=meter|ablesung=reading|ablesungen=reading|messung=measurement
bezirk=district|stadtteil=district|windkraftanlage=turbine|windrad=turbine|lastschrift=direct debit
sperre=lock|sperren=lock|verdacht=suspicion|verdachtig=suspicious|sofort=instant|echtzeit=instant
automat=machine|geldautomat=atm|storung=fault|verfahren=procedure|komponente=component|beschreibung=description
falsch=wrong|gefunden=found|unbekannt=unknown|kern=core|stapel=batch|abgleich=reconciliation|prufung=check
eingang=incoming|ausgang=outgoing|anmelde=login|bedeckt=covered|erneut=retry
kontaktlos=contactless|chargeback=chargeback|anderung=change|anderungen=change|aenderung=change
student=student|studenten=student|studierende=student|studierenden=student|schuler=student|lehrer=teacher
lehrkraft=teacher|dozent=teacher|kurs=course|kurse=course|prufungen=exam|klausur=exam|zertifikat=certificate
zertifikate=certificate|note=grade|punkte=score|punktzahl=score|abgesagt=cancelled|absage=cancelled
absagen=cancelled|verschoben=rescheduled|termin=appointment|termine=appointment|arzt=doctor|arzte=doctor
pflegekraft=nurse|station=ward|befund=result|labor=lab|rezepte=prescription|medikament=medication
impfung=vaccination|zug=train|zuge=train|bus=bus|flug=flight|fluge=flight|bahnhof=station|haltestelle=stop
fahrgast=passenger|fahrgaste=passenger|passagier=passenger|fahrkarte=ticket|ticket=ticket|gepack=baggage
fahrt=trip|fahrten=trip|ausleihe=rental|miete=rental|rad=bike|fahrrad=bike|verleih=rental|gast=guest
gaste=guest|zimmer=room|hotel=hotel|ubernachtung=night|reservierung=reservation|reservierungen=reservation
buchungen=booking|gebucht=booked|kredit=loan|darlehen=loan|lastschriften=direct debit
rucklastschrift=chargeback|kontostand=balance|wechselkurs=rate|versicherung=insurance|schaden=claim
beitrag=premium|vertrag=contract|vertrage=contract|tarif=tariff|zahlerstand=reading|einspeisung=feed
solar=solar|netz=grid|ladevorgang=charging session|ladesaule=charger|ladestation=charger|stecker=connector
film=movie|lied=song|sender=channel|zuschauer=viewer|abonnent=subscriber|abo=subscription
abonnement=subscription|werbung=ad|anzeige=ad|bewertung=rating|kommentar=comment|beitrage=post|bild=image
bilder=image|video=video|videos=video|cluster=cluster|prozess=process|prozesse=process|faden=thread
zwischenspeicher=cache|sicherung=backup|backup=backup|protokoll=log|eintrag=record|zeile=row|zeilen=row
tabelle=table|veroffentlichung=release|auslieferung=deployment|bereitstellung=deployment
deployment=deployment|anforderung=request|antwort=response|antworten=response|schlussel=key
zertifikat=certificate|kennwort=password|passwort=password|rechte=permission|berechtigung=permission
angriff=attack|angreifer=attacker|gekauft=purchase|kaufe=purchase|kauf=purchase|verkauft=sold|verkauf=sale
verkaufe=sale|verkaufen=sold|bestellt=ordered|gestartet=started|begonnen=started|beendet=finished
fertig=finished|erstellt=created|angelegt=created|erzeugt=created|geloscht=deleted|geandert=changed
aktualisiert=updated|heruntergeladen=downloaded|hochgeladen=uploaded|geoffnet=opened|angekommen=arrived
abgefahren=departed|abgeholt=picked up|beschadigt=damaged|kaputt=broken|fehlend=missing|fehlt=missing
abgelaufen=expired|verriegelt=locked|abgesturzt=crashed|gefallen=dropped|uberschritten=exceeded
zugelassen=allowed|erlaubt=allowed|eingereicht=submitted|bestanden=passed|durchgefallen=failed|gewonnen=won
besucht=visited|verbraucht=consumed|produziert=produced|hergestellt=produced|gemessen=measured
gemeldet=reported|verbunden=connected|getrennt=disconnected|neugestartet=restarted|angezeigt=shown
gesucht=searched|suche=search|suchen=search|suchanfrage=search|suchanfragen=search|suchbegriff=search term
treffer=hit|fahrstuhl=elevator|aufzug=elevator|tur=door|fenster=window|kuhlschrank=fridge|kessel=boiler
pumpe=pump|motor=motor|motoren=motor|roboter=robot|forderband=conveyor|presse=press|ofen=oven|werkzeug=tool
bauteil=part|teile=part|ersatzteil=spare part|ersatzteile=spare part|ausschussquote=scrap rate
taktzeit=cycle time|schiene=rail|gleis=track|verkehr=traffic|kreuzung=junction|ampel=signal
parkplatz=parking|kassierer=cashier|kasse=checkout|bon=receipt|quittung=receipt|steuersatz=tax rate
rucknahme=return|marke=brand|farbe=color|saison=season|bestand=stock|vorrat=stock|inventar=inventory
regal=shelf|palette=pallet|paletten=pallet|stapler=forklift|spur=lane|rampe=dock|zusteller=courier
kurier=courier|bote=courier|empfang=reception|ausloser=trigger|schwelle=threshold|grenzwert=limit
mitglied=member|mitglieder=member|teilnehmer=participant|bewerber=applicant|firma=company
unternehmen=company|verein=club|haushalt=household|gebaude=building|stockwerk=floor|raum=room|raume=room
bereich=area|zone=zone|strasse=street|postleitzahl=zip|gemeinde=municipality`,
  endings: ['ungen', 'innen', 'ern', 'en', 'er', 'es', 'em', 'n', 'e', 's'],
};
