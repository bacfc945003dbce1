import type { Lexicon } from './lexicon.ts';

/** The French lexicon. */
export const FR: Lexicon = {
  language: 'fr',
  tags: {
    count:
      'combien|combien de|combien d|nombre|nombre de|nombre d|le nombre de|combien de fois|nb de|nombre total de',
    'how much': 'combien d argent|quel montant|quelle quantite de',
    'how long': 'combien de temps|quelle duree',
    sum: 'somme|total|totale|somme des|au total|somme de|totaux|cumul',
    average: 'moyenne|moyen|en moyenne|moyens|moyennes|moyenne de|moyenne des',
    median: 'mediane|median',
    max: 'maximum|maximal|maximale|max|plus haut|plus haute|plus eleve|plus elevee|pic|le plus eleve|la plus elevee|plus hautes|plus eleves',
    min: 'minimum|minimal|minimale|min|plus bas|plus basse|le plus bas|plus faible',
    distinct: 'distincts|distinct|distinctes|distincte|differents|differentes|uniques|unique',
    ratio:
      'pourcentage|pourcentage de|pourcentage des|part|part de|proportion|proportion de|ratio|pour cent|taux|taux de|taux d|quelle part|%',
    rate: 'debit|frequence',
    most: 'le plus|le plus de|la plus|les plus|plus souvent|le plus souvent|plus frequents|plus frequentes|plus frequent|les plus frequents|les plus frequentes|plus courants|plus courantes|le plus frequent|la plus frequente',
    least: 'le moins|le moins de|les moins|moins souvent|le moins souvent',
    top: 'top|principaux|principales|premiers|premieres',
    bottom: 'derniers du classement',
    slowest:
      'plus lent|plus lente|plus lents|plus lentes|le plus lent|la plus lente|les plus lents|les plus lentes|plus longs|plus longues|les plus longues|les plus longs|la plus longue|le plus long|le plus de temps|le plus longtemps',
    fastest: 'plus rapide|plus rapides|le plus rapide|la plus rapide|les plus rapides|plus court|plus courts',
    largest:
      'plus grand|plus grande|plus grands|plus grandes|le plus grand|la plus grande|plus gros|plus grosse|les plus grosses|les plus gros|les plus grands|plus chaud|plus chaude',
    smallest: 'plus petit|plus petite|plus petits|plus petites|le plus petit|la plus petite',
    dearest: 'plus cher|plus chere|plus chers|les plus chers|plus couteux|plus couteuse',
    cheapest: 'moins cher|moins chere|moins chers',
    newest:
      'plus recent|plus recents|plus recente|plus recentes|dernier|derniers|derniere|dernieres|recents|recentes|les derniers|les dernieres',
    oldest: 'plus ancien|plus anciens|plus ancienne|plus anciennes',
    by: 'par|groupe par|groupes par|regroupe par|ventile par|pour chaque|selon|repartition par|reparties par|repartition|repartis par|classes par',
    each: 'chaque|chacun|chacune',
    which:
      'quel|quelle|quels|quelles|quoi|lequel|laquelle|lesquels|lesquelles|quel est|quelle est|quels sont|quelles sont',
    'over time': 'au fil du temps|dans le temps|evolution|tendance|courbe|graphique|au cours du temps',
    'every minute': 'par minute|chaque minute|a la minute|minute par minute',
    'every hour': 'par heure|chaque heure|a l heure|heure par heure|horaire',
    'every day': 'par jour|chaque jour|quotidien|quotidienne|jour par jour|quotidiennement',
    'every week': 'par semaine|hebdomadaire',
    than: 'que|qu',
    versus:
      'par rapport a|par rapport au|compare a|comparee a|comparees a|compares a|contre|vs|versus|par rapport aux',
    compare: 'compare|comparer|comparaison|difference|difference entre|comparez|compares',
    change:
      'change|changement|augmente|augmentation|diminue|diminution|baisse|hausse|evolue|augmentent|baissent',
    trend:
      'augmente|augmentent|augmentent elles|augmentent ils|diminue|diminuent|baissent|en hausse|en baisse|empire|empirent',
    'same time': 'meme heure|meme moment|meme periode',
    not: 'en dehors de|en dehors des|en dehors du|pas|sans|sauf|hors|excepte|a part|non|aucun|aucune|jamais|a l exception de|autres que|autre que|hormis',
    'more than':
      'plus de|superieur a|superieure a|superieurs a|superieures a|au dessus de|depassant|depasse|depassent|au dela de|>|plus grand que|de plus de',
    'less than': 'moins de|inferieur a|inferieure a|inferieurs a|inferieures a|en dessous de|<|de moins de',
    'at least': 'au moins|>=|ou plus|a partir de',
    'at most': 'au plus|<=|jusqu a|ou moins|au maximum',
    'slower than':
      'plus lent que|plus lents que|plus lentes que|plus long que|plus longues que|durant plus de|duree de plus de|plus longs que|qui durent plus de|qui ont dure plus de|ont pris plus de|prenant plus de|qui prennent plus de',
    'faster than': 'plus rapide que|plus rapides que',
    between: 'entre',
    and: 'et|ainsi que|,|&|et aussi',
    or: 'ou',
    equals: '=|egal a|egale a|nomme|appele',
    contains: 'contenant|contient|contiennent|mentionnant|avec le texte|avec le message',
    exists:
      'y a t il|y a t il eu|existe t il|y avait il|est ce qu il y a|est ce qu il y a eu|avons nous|a t on|existe|il y a t il',
    show: 'montre|montre moi|montrez|montrez moi|affiche|affiche moi|affichez|liste|liste moi|donne|donne moi|donnez moi|trouve|cherche|je veux|je voudrais|voir|lister|afficher|que s est il passe|recherche|trouve moi',
    when: 'quand|a quelle heure|a quel moment|quel jour',
    'since when': 'depuis quand',
    first: 'premier|premiere|premieres|premiers|pour la premiere fois|le premier|la premiere',
    last: 'derniere fois|pour la derniere fois|la derniere fois',
    still: 'encore|toujours',
    start: 'commence|commencer|debute|demarre|ont commence|a commence|debut',
    stop: 'arrete|cesse|termine|fini',
    values: 'valeurs|valeurs de|types|types de|sortes|sortes de|type de|valeur',
    records:
      'logs|log|entrees|entree|lignes|ligne|enregistrements|journaux|evenements|fois|enregistrees|enregistres|recus|recues|cas|cas de|messages de log',
    fields: 'champs|champ|colonnes|colonne|attributs',
    why: 'pourquoi',
    how: 'comment',
    who: 'qui',
    retention: 'retention|conserve|conserves|conservees|conservons nous|garde t on|duree de conservation',
    storage: 'stockage|espace disque|espace',
    'stop word':
      'le|la|les|l|un|une|des|du|de|d|est|sont|etait|etaient|a|ont|avait|avons|nous|notre|nos|je|j|me|moi|mon|mes|ma|tu|vous|il|elle|ils|elles|on|ce|cette|ces|cet|c|s|t|y|en|se|sa|son|ses|leur|leurs|stp|svp|s il te plait|s il vous plait|merci|bonjour|tous|toutes|tout|toute|qui|que|qu|dont|eu|ete|fait|faite|faites|faits|actuellement|en ce moment|aussi|ainsi|plus|moins|tres|donc|alors|peux|peut|pouvez|quelque|quelques|nombre|est ce que|est ce qu|ai|as|avez|etre|avoir|sur tout|eues|donnees|survenues|survenus|survenu|survenue|renvoye|renvoyees|renvoyes|retourne|retournees|obtenu|obtenus|recu|passe|passes|passees|genere|genere|generent|generes|cause|causes|enregistre|prend|prennent|dure|durent|met|mettent|produites|produit|produits|lieu|ayant|envoie|envoient|revient|reviennent|ont ils|ont elles|a t il|a t elle|a t on|avons nous|sont elles|sont ils|y a t il|ya t il|y a|quel est|effectue|effectuee|effectues|effectuees|fonctionne|fonctionnent|montre|affiche|a eu|ont eu|vu|vus|vues',
    preposition: 'dans|sur|a|au|aux|pour|avec|chez|vers|de|du|des|en|par|pendant|durant|ou|parmi|via|sous',
    't:last':
      'les derniers|les dernieres|la derniere|le dernier|dernier|derniers|derniere|dernieres|passe|passee|passees|passes|precedent|precedente|precedents|precedentes|ecoulees|ecoules|ecoulee',
    't:this': 'ce|cette|cet|en cours',
    't:ago': 'plus tot|auparavant',
    't:ago before': 'il y a',
    't:since': 'depuis|a partir de|des',
    't:until': 'jusqu a|jusque|a|et',
    't:at': 'a|le',
    't:around': 'vers|autour de|aux alentours de|environ',
    't:before': 'avant',
    't:after': 'apres',
    't:in': 'dans|pendant|durant|au cours de|au cours des|sur|en|ces|au cours de la|lors de',
    't:now': 'maintenant|actuellement|en ce moment|a l instant',
    't:today': 'aujourd hui|ce jour',
    't:yesterday': 'hier|d hier',
    't:day before yesterday': 'avant hier',
    't:morning': 'matin',
    't:afternoon': 'apres midi',
    't:evening': 'soir',
    't:night': 'nuit',
    't:noon': 'midi',
    't:midnight': 'minuit',
    't:weekend': 'week end|weekend',
    't:half': 'demi|demie|une demi',
    't:o’clock': 'heures|h|heure',
  },
  units: {
    ms: 'ms|milliseconde|millisecondes',
    s: 's|seconde|secondes|sec',
    m: 'm|min|minute|minutes',
    h: 'h|heure|heures',
    d: 'j|jour|jours|journee',
    w: 'semaine|semaines',
    month: 'mois',
    quarter: 'trimestre|trimestres',
    year: 'an|ans|annee|annees',
  },
  weekdays: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  months: [
    'janvier',
    'fevrier',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'aout',
    'septembre',
    'octobre',
    'novembre',
    'decembre',
  ],
  english: `
erreur=error|echec=failure|echoue=failed|echouee=failed|rate=failed|panne=failure|exception=exception
avertissement=warning|alerte=alert|reussi=success|reussie=success|succes=success|reussite=success
refuse=declined|refusee=declined|refus=declined|rejete=rejected|rejetee=rejected|bloque=blocked
bloquee=blocked|annule=cancelled|annulee=cancelled|annulation=cancelled|rembourse=refunded
remboursee=refunded|remboursement=refund|retard=delay|retarde=delayed|ouvert=open|ferme=closed|paye=paid
payee=paid|livre=delivered|livree=delivered|envoye=sent|envoyee=sent|expedie=shipped|attente=pending
approuve=approved|accepte=accepted|acceptee=accepted|expire=expired|perdu=lost|termine=completed
terminee=completed|complete=completed|valide=valid|invalide=invalid|service=service|application=application
serveur=server|machine=host|hote=host|noeud=node|appareil=device|dispositif=device|equipement=device
capteur=sensor|usine=plant|site=site|ligne=line|entrepot=warehouse|magasin=store|boutique=shop|agence=branch
region=region|pays=country|ville=city|lieu=location|environnement=environment|production=production
version=version|plateforme=platform|navigateur=browser|utilisateur=user|usager=user|client=customer
compte=account|joueur=player|conducteur=driver|chauffeur=driver|vehicule=vehicle|camion=truck
patient=patient|employe=employee|marchand=merchant|commercant=merchant|fournisseur=supplier
transporteur=carrier|navire=vessel|port=port|grue=crane|trajet=trip|itineraire=route|destination=destination
origine=origin|expediteur=sender|destinataire=recipient|locataire=tenant|abonne=subscriber
passager=passenger|commande=order|paiement=payment|virement=transfer|transfert=transfer|reservation=booking
transaction=transaction|facture=invoice|livraison=delivery|expedition=shipment|colis=parcel
conteneur=container|marchandise=goods|article=article|produit=product|categorie=category|canal=channel
moyen de paiement=payment method|panier=cart|remise=discount|retour=return|douane=customs|course=ride
vol=flight|billet=ticket|abonnement=subscription|chiffre d affaires=revenue|revenu=revenue|recette=revenue
montant=amount|prix=price|cout=cost|frais=fee|valeur=value|argent=money|devise=currency|quantite=quantity
poids=weight|taille=size|solde=balance|longueur=length|duree=duration|temps de reponse=response time
latence=latency|temps d attente=wait time|attend=wait time|temps de chargement=load time
temps de traitement=processing time|lent=slow|lente=slow|rapide=fast|requete=request|recherche=search
rechercher=search|enregistrement=record|panier_=cart|appel=call|acces=access|page=page|chemin=path
adresse=address|methode=method|code d etat=status code|statut=status|etat=status|connexion=login
deconnexion=logout|connecte=login|inscription=signup|session=session|message=message|evenement=event
operation=operation|action=action|file=queue|file d attente=queue|base de donnees=database|base=database
fichier=file|temperature=temperature|humidite=humidity|pression=pressure|tension=voltage|puissance=power
energie=energy|consommation=consumption|vitesse=speed|niveau=level|batterie=battery|vent=wind|debit=flow
eau=water|utilisation=usage|processeur=cpu|cpu=cpu|memoire=memory|disque=disk|reseau=network|octet=bytes
octets=bytes|redemarrage=restart|plantage=crash|tentative=attempt|essai=attempt|raison=reason|motif=reason
cause=cause|code d erreur=error code|type d erreur=error type|taux d erreur=error rate
taux d erreurs=error rate|taux d echec=failure rate|taux de reussite=success rate|gravite=severity
priorite=priority|equipe=team|groupe=group|role=role|type=type|numero=number|nom=name|identifiant=id
langue=language|alarme=alarm|arret=downtime|maintenance=maintenance|panne_=fault|defaut=defect
visiteur=visitor|clic=click|campagne=campaign|courriel=email|mail=mail|carte=card|banque=bank|fraude=fraud
depot=deposit|retrait=withdrawal|partie=match|jeu=game|match=match|score=score|trace=trace|metrique=metric
source=source|resultat=result|appareils=device|lot=batch|eolienne=turbine|turbine=turbine|parc=farm
pale=blade|quai=berth|niveau_=level|temps=time|compteur=meter|mesure=measurement|releve=reading
quartier=district|execute=executed|executee=executed|instantane=instant|instantanee=instant|retenu=held
distributeur=atm|interet=interest|taxe=tax|porte=gate|rejet=rejected|electricite=electricity
etudiant=student|etudiante=student|eleve=student|professeur=teacher|enseignant=teacher|formateur=teacher
cours=course|examen=exam|certificat=certificate|note=grade|points=score|rendez vous=appointment
medecin=doctor|infirmier=nurse|infirmiere=nurse|ordonnance=prescription|medicament=medication
laboratoire=lab|hopital=hospital|train=train|bus=bus|gare=station|arret_=stop|voyageur=passenger
bagage=baggage|trajets=trip|location_=rental|velo=bike|trottinette=scooter|voiture=car|hotel=hotel
chambre=room|nuit_=night|client_=guest|invite=guest|reservations=booking|reserve=booked|reservee=booked
pret=loan|credit=credit|prelevement=direct debit|decouvert=overdraft|assurance=insurance|sinistre=claim
contrat=contract|prime=premium|borne=charger|recharge=charging|prise=connector|film=movie|chanson=song
chaine=channel|spectateur=viewer|abonnement_=subscription|publicite=ad|annonce=ad|evaluation=rating
commentaire=comment|image=image|video=video|grappe=cluster|processus=process|fil=thread|cache=cache
sauvegarde=backup|journal=log|journaux=log|ligne_=row|table=table|deploiement=deployment|version_=version
reponse=response|cle=key|mot de passe=password|droits=permission|attaque=attack|attaquant=attacker
achat=purchase|achats=purchase|achete=purchase|achetee=purchase|vendu=sold|vendue=sold|vente=sale
ventes=sale|vendent=sold|commandee=ordered|commence=started|commencee=started|demarre=started|fini=finished
cree=created|creee=created|supprime=deleted|modifie=changed|mis a jour=updated|telecharge=downloaded
ouverte=opened|arrive=arrived|parti=departed|recupere=picked up|endommage=damaged|endommagee=damaged
casse=broken|cassee=broken|manquant=missing|manquante=missing|verrouille=locked|verrouillee=locked
plante=crashed|plantee=crashed|chute=drop|depasse=exceeded|autorise=allowed|soumis=submitted
soumise=submitted|reussi_=passed|gagne=won|visite=visited|consomme=consumed|produit_=produced
fabrique=produced|mesure_=measured|signale=reported|connectee=login|deconnecte=disconnected
redemarre=restarted|affiche=shown|recherche_=search|recherches=search|resultats=result|ascenseur=elevator
porte_=door|fenetre=window|pompe=pump|moteur=motor|robot=robot|convoyeur=conveyor|presse=press|four=oven
outil=tool|piece=part|pieces=part|piece de rechange=spare part|rebut=scrap|voie=track|trafic=traffic
carrefour=junction|parking=parking|caissier=cashier|caisse=checkout|recu=receipt|marque=brand|couleur=color
saison=season|stock=stock|inventaire=inventory|rayon=shelf|palette=pallet|chariot=forklift|livreur=courier
coursier=courier|seuil=threshold|limite=limit|membre=member|participant=participant|candidat=applicant
entreprise=company|societe=company|club=club|foyer=household|batiment=building|etage=floor|salle=room
zone=zone|rue=street|code postal=zip|commune=municipality|echantillon=sample|pli=letter|bateau=vessel
escale=port call|quais=berth|machines=machine|panne electrique=outage|coupure=outage|delai=delay
retards=delay|defaillance=failure|defaillant=failed|indisponible=unavailable|lenteur=latency
debit_=throughput|charge=load|journaux d erreurs=error log|pannes=fault|telephone=phone|mobile=mobile
ordinateur=computer|tablette=tablet|imprimante=printer|courriels=email|notification=notification
notifications=notification|sms=sms|coupon=coupon|bon de reduction=coupon|code promo=coupon
panier_abandonne=cart|declarations de sinistre=claim|declaration de sinistre=claim|codes d erreur=error code|telephoniques=phone|telephonique=phone|conversations=talk|conversation=talk|fidelite=loyalty|remises=discount|depenses=spend|depense=spend|gain=earnings
benefice=profit|impot=tax|tva=vat`,
  endings: ['es', 's', 'e', 'x'],
};
