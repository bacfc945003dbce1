/** German, French, Spanish and Portuguese words in names, without accents (`ä` as `ae`), and what they mean in English; `|` stands between several meanings. */
const WORDS = `
  abfahrt=departure abfrage=query absender=sender abteilung=department adresse=address
  aenderung=change agence=branch aktion=action almacen=warehouse ambiente=environment
  anbieter=provider anfrage=request angelegt=created ankunft=arrival anlage=plant|asset
  anmeldung=login antwort=response antworten=response anwendung=application anzahl=count|quantity
  apparat=device appareil=device archivo=file armazem=warehouse arquivo=file art=type
  artikel=product|item arzt=doctor atelier=workshop atraso=delay auftrag=order ausfall=outage
  ausgang=outcome ausloeser=trigger auszahlung=withdrawal automat=machine bahnhof=station banque=bank
  batterie=battery beginn=start behaelter=container benutzer=user beschreibung=description
  bestand=stock bestell=order bestellung=order betrag=amount bewertung=rating breite=width
  brutto=gross buchung=booking caminho=path cantidad=quantity capteur=sensor carrinho=cart
  carrito=cart cartao=card carte=card causa=cause chambre=room charge=batch chave=key chemin=path
  cidade=city ciudad=city clave=key cle=key cliente=customer codigo=code colis=parcel commande=order
  compte=account compteur=meter|counter conductor=driver conta=account correo=email cuenta=account
  datei=file datum=date dauer=duration debit=throughput debut=start delai=delay devise=currency
  dienst=service dispositivo=device druck=pressure drucker=printer duracao=duration duracion=duration
  durchsatz=throughput duree=duration ebene=level eingang=input einzahlung=deposit
  empfaenger=recipient empfangen=received encomenda=order ende=end endpunkt=endpoint
  entorno=environment entrega=delivery entrepot=warehouse envio=shipment environnement=environment
  equipo=machine|team ereignis=event ergebnis=outcome|result erreur=error erro=error erstellt=created
  estacao=station estacion=station estado=status|state etat=state fabrica=plant factura=invoice
  facture=invoice fahrer=driver fahrzeug=vehicle falha=failure fall=case fallo=failure farbe=color
  fatura=invoice fecha=date fehler=error feuchte=humidity fichier=file filial=branch|store
  filiale=branch|store fim=end fin=end firma=company fornecedor=supplier fournisseur=supplier
  fracht=freight gare=station geaendert=changed gebiet=region gebuehr=fee geraet=device gesamt=total
  geschwindigkeit=speed gesendet=sent gewicht=weight glaeubiger=creditor gleis=track grenze=limit
  groesse=size groessen=size grund=reason gruppe=group gutschein=voucher habitacion=room
  haendler=merchant hafen=port haltestelle=stop herkunft=origin hersteller=manufacturer heure=time
  hoehe=height hora=time horodatage=timestamp hote=host importe=amount inicio=start jahr=year kai=quay
  kanal=channel karte=card kasse=register|checkout kassierer=cashier kategorie=category kennung=id
  kennzeichen=plate|label kern=core klasse=class knoten=node komponente=component konto=account kosten=cost
  kran=crane kredit=credit kunde=customer kunden=customer laden=store|loading ladung=cargo
  laenge=length lager=warehouse land=country last=load lauf=run laufzeit=duration|runtime
  leistung=power|performance liefer=delivery lieferant=supplier lieferung=delivery liegeplatz=berth
  ligne=line linea=line linha=line linie=line livraison=delivery loja=store magasin=store
  mandant=tenant marke=brand maschine=machine medidor=meter meldung=message menge=quantity
  mensagem=message mensaje=message merkmal=feature messung=measurement messwert=measurement
  methode=method minute=minute mitarbeiter=employee mobiltelefon=phone modul=module moeda=currency
  monat=month moneda=currency montant=amount monto=amount motif=reason motivo=reason motorista=driver
  nachricht=message name=name netto=net niveau=level nivel=level nom=name nombre=name|number nome=name
  numero=number nummer=number nutzer=user operateur=operator ort=location|city pagamento=payment
  pago=payment paiement=payment pais=country paket=package|parcel panier=cart pays=country
  pedido=order peso=weight pfad=path planta=plant plataforma=platform platz=place poids=weight
  port=port position=position praemie=premium precio=price preco=price preis=price presion=pressure
  pressao=pressure pression=pressure prioritaet=priority prix=price producto=product produit=product
  produkt=product produto=product programm=program protokoll=protocol|log proveedor=supplier
  prozent=percent prozess=process pruefung=check quai=platform quantidade=quantity quantite=quantity
  quelle=source rabatt=discount rechner=host rechnung=invoice referenz=reference regiao=region
  region=region reponse=response requete=request reserva=booking resposta=response respuesta=response
  resultado=outcome|result resultat=outcome|result retard=delay retraso=delay richtung=direction
  rolle=role rota=route rueckgabe=return ruecksendung=return ruta=path|route saldo=balance
  satz=record|rate schaden=claim|damage schicht=shift schiff=ship|vessel schritt=step schuldner=debtor
  schwelle=threshold schwere=severity schweregrad=severity sejour=stay sekunde=second sekunden=seconds
  sendung=shipment serveur=server servicio=service servico=service servidor=server sitzung=session
  societe=company solde=balance solicitud=request spannung=voltage sprache=language spur=trace|lane
  stadt=city standort=site|location stapel=batch statut=status stelle=place steuer=tax
  stoerung=fault|incident strasse=street strecke=route strom=power|current stueck=piece stufe=level
  stunde=hour sucursal=branch summe=total|sum tache=task tag=day taille=size tamanho=size tamano=size
  tarea=task tarefa=task tarjeta=card temperatur=temperature tempo=time temps=time termin=appointment
  tiefe=depth tiempo=time tienda=store tor=gate traitement=processing transferencia=transfer
  ueberweisung=transfer uhr=time uhrzeit=time umgebung=environment umsatz=revenue unternehmen=company
  ursache=cause|reason usine=plant usuario=user utilisateur=user utilizador=user valeur=value
  valor=value|amount vehiculo=vehicle veiculo=vehicle velocidad=speed velocidade=speed
  verbindung=connection verbrauch=consumption verfahren=procedure verkaeufer=seller verkauf=sale
  versand=shipping versendet=sent versicherung=insurance verspaetung=delay versuch=attempt
  vertrag=contract verzoegerung=delay ville=city virement=transfer vitesse=speed volumen=volume
  voo=flight vorfall=incident vorgang=operation|process vuelo=flight waehrung=currency ware=goods
  warenkorb=cart warnung=warning warte=wait werk=plant|site wert=value woche=week
  zaehler=meter|counter zaehlerstand=reading zahl=number zahlung=payment zeile=row zeilen=row
  zeit=time zeitpunkt=timestamp zeitstempel=timestamp ziel=destination zone=zone zug=train
  zugang=access zugriff=access zustand=state|status
`;

/** English words for parts of field names in other languages, by the part. */
export const FOREIGN: Readonly<Record<string, string>> = Object.fromEntries(
  WORDS.trim()
    .split(/\s+/)
    .map((word) => word.split('=')),
);
