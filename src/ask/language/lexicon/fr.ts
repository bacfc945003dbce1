import type { Lexicon } from './lexicon.ts';

/** The French lexicon. */
export const FR: Lexicon = {
  language: 'fr',
  tags: {
    count:
      'combien|combien de|combien d|nombre|nombre de|nombre d|le nombre de|combien de fois|nb de|nombre total de|combien y a t il de|combien y a il de|combien y a il d|combien y a t il d|combien il y a de|combien il y a d|combien a t on de|compte|compter|nbre de|nbre|nb|nombre total d|le nombre d|quel est le nombre de|quel est le nombre d|quel nombre de|combien d entre',
    'how much':
      'combien d argent|quel montant|quelle quantite de|quelle somme|quelle quantite d|quelle quantite|a combien s eleve|a combien s elevent|a combien',
    'how long': 'combien de temps|quelle duree|combien de temps dure|quelle est la duree|en combien de temps',
    sum: 'somme|total|totale|somme des|au total|somme de|totaux|cumul',
    average:
      'moyenne|moyen|en moyenne|moyens|moyennes|moyenne de|moyenne des|moy|la moyenne|moyenne du|moyenne de la|moyenne d|en moy',
    median: 'mediane|median',
    max: 'maximum|maximal|maximale|max|plus haut|plus haute|plus eleve|plus elevee|pic|le plus eleve|la plus elevee|plus hautes|plus eleves|plus fort|plus forte|plus forts|plus fortes|la plus forte|le plus fort|la plus haute|le plus haut|maximum de|max de|plus important|plus importante|la plus importante|le plus important|la plus grande valeur',
    min: 'minimum|minimal|minimale|min|plus bas|plus basse|le plus bas|plus faible|plus faibles|la plus faible|le plus faible|la plus basse|plus basses|les plus bas|les plus faibles|la plus petite valeur',
    distinct:
      'distincts|distinct|distinctes|distincte|differents|differentes|uniques|unique|differente|different|diverses|divers',
    ratio:
      'pourcentage|pourcentage de|pourcentage des|part|part de|proportion|proportion de|ratio|pour cent|taux|taux de|taux d|quelle part|%|pourcentage d|proportion d|proportion des|part d|taux des|taux du|quelle proportion|quelle part des|quelle part de|quel pourcentage de|quel pourcentage des|quel pourcentage d|quel taux de|pourcent|en pourcentage',
    rate: 'debit|frequence',
    most: 'le plus|le plus de|la plus|les plus|plus souvent|le plus souvent|plus frequents|plus frequentes|plus frequent|les plus frequents|les plus frequentes|plus courants|plus courantes|le plus frequent|la plus frequente|le plus grand nombre de|le plus grand nombre d|plus grand nombre de|le plus frequemment|les plus courants|les plus courantes|le plus courant|la plus courante|la plupart|le pire|la pire|les pires|pire',
    least:
      'le moins|le moins de|les moins|moins souvent|le moins souvent|le plus petit nombre de|le moins d|les moins de|moins de fois',
    top: 'top|principaux|principales|premiers|premieres',
    bottom: 'derniers du classement',
    slowest:
      'plus lent|plus lente|plus lents|plus lentes|le plus lent|la plus lente|les plus lents|les plus lentes|plus longs|plus longues|les plus longues|les plus longs|la plus longue|le plus long|le plus de temps|le plus longtemps|plus longtemps|la plus longue duree|met le plus de temps|prend le plus de temps|prennent le plus de temps|mettent le plus de temps|dure le plus longtemps|durent le plus longtemps',
    fastest:
      'plus rapide|plus rapides|le plus rapide|la plus rapide|les plus rapides|plus court|plus courts|la plus courte|le plus court|les plus courts|les plus courtes|plus courtes|plus courte',
    largest:
      'plus grand|plus grande|plus grands|plus grandes|le plus grand|la plus grande|plus gros|plus grosse|les plus grosses|les plus gros|les plus grands|plus chaud|plus chaude|plus lourd|plus lourde|plus lourds|plus lourdes|le plus lourd|la plus lourde|la plus chaude|le plus chaud|plus volumineux|plus grosses',
    smallest:
      'plus petit|plus petite|plus petits|plus petites|le plus petit|la plus petite|plus leger|plus legere|plus froid|plus froide|la plus froide|le plus froid',
    dearest: 'plus cher|plus chere|plus chers|les plus chers|plus couteux|plus couteuse',
    cheapest: 'moins cher|moins chere|moins chers',
    newest:
      'plus recent|plus recents|plus recente|plus recentes|dernier|derniers|derniere|dernieres|recents|recentes|les derniers|les dernieres',
    oldest: 'plus ancien|plus anciens|plus ancienne|plus anciennes',
    by: 'par|groupe par|groupes par|regroupe par|ventile par|pour chaque|selon|repartition par|reparties par|repartition|repartis par|classes par|par chaque|en fonction de|en fonction du|dans chaque|de chaque|pour chacun des|pour chacune des|ventilees par|ventiles par|groupes selon|classees par|trie par|tries par|triees par|detail par',
    each: 'chaque|chacun|chacune|chacun des|chacune des|toutes les|tous les',
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
    not: 'en dehors de|en dehors des|en dehors du|pas|sans|sauf|hors|excepte|a part|non|aucun|aucune|jamais|a l exception de|autres que|autre que|hormis|n ont pas|n a pas|ne sont pas|n est pas|n etaient pas|ni|sauf les|sauf le|sauf la|exclus|en excluant|sans compter|a l exclusion de|a l exception des|mis a part',
    'more than':
      'plus de|superieur a|superieure a|superieurs a|superieures a|au dessus de|depassant|depasse|depassent|au dela de|>|plus grand que|de plus de|au dessus des|au dessus du|depassent les|superieures|superieurs|superieure|superieur|excedant|excede|excedent|plus longs que|d au moins plus de|au dela des',
    'less than':
      'moins de|inferieur a|inferieure a|inferieurs a|inferieures a|en dessous de|<|de moins de|en dessous des|en dessous du|inferieures|inferieurs|inferieure|inferieur|sous les|au dessous de',
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
      'y a t il|y a t il eu|existe t il|y avait il|est ce qu il y a|est ce qu il y a eu|avons nous|a t on|existe|il y a t il|y a il|y a il eu|y a eu|y avait|y aurait il|existe il|existent ils|est ce qu on a|a t il|y en a t il|a on eu|a on',
    show: 'montre|montre moi|montrez|montrez moi|affiche|affiche moi|affichez|liste|liste moi|donne|donne moi|donnez moi|trouve|cherche|je veux|je voudrais|voir|lister|afficher|que s est il passe|recherche|trouve moi|montre nous|fais voir|fais moi voir|sors moi|sort moi|ressors|affiche nous|j aimerais|j aimerais voir|donne nous|peux tu me montrer|peux tu me donner|listez|dis moi|je cherche|je veux voir|que s est passe',
    when: 'quand|a quelle heure|a quel moment|quel jour|quelle heure|a quelles heures|depuis combien de temps|quelle date|quel moment|quand est ce que|quand est ce qu',
    'since when': 'depuis quand',
    first: 'premier|premiere|premieres|premiers|pour la premiere fois|le premier|la premiere',
    last: 'derniere fois|pour la derniere fois|la derniere fois|dernier passage|pour la derniere',
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
      'le|la|les|l|un|une|des|du|de|d|est|sont|etait|etaient|a|ont|avait|avons|nous|notre|nos|je|j|me|moi|mon|mes|ma|tu|vous|il|elle|ils|elles|on|ce|cette|ces|cet|c|s|t|y|en|se|sa|son|ses|leur|leurs|stp|svp|s il te plait|s il vous plait|merci|bonjour|tous|toutes|tout|toute|qui|que|qu|dont|eu|ete|fait|faite|faites|faits|actuellement|en ce moment|aussi|ainsi|plus|moins|tres|donc|alors|peux|peut|pouvez|quelque|quelques|nombre|est ce que|est ce qu|ai|as|avez|etre|avoir|sur tout|eues|donnees|survenues|survenus|survenu|survenue|renvoye|renvoyees|renvoyes|retourne|retournees|obtenu|obtenus|recu|passe|passes|passees|genere|genere|generent|generes|cause|causes|enregistre|prend|prennent|dure|durent|met|mettent|produites|produit|produits|lieu|ayant|envoie|envoient|revient|reviennent|ont ils|ont elles|a t il|a t elle|a t on|avons nous|sont elles|sont ils|y a t il|ya t il|y a|quel est|effectue|effectuee|effectues|effectuees|fonctionne|fonctionnent|montre|affiche|a eu|ont eu|vu|vus|vues|n|ne|pu|venant|viennent|vient|provenant|issus|issues|a eu lieu|ont eu lieu|a lieu|ont lieu|est survenu|est survenue|sont survenues|ok|salut|hello|coucou|bonsoir|svp merci|du coup|juste|encore eu|deja|ici|chez nous|on a|votre|vos|toi|lui|eux|celui|celle|ceux|celles|cela|ca|si|car|mais|or|pourrais|pourrait|pouvait|peuvent|doit|doivent|faut|fallait|faire|font|fais|fut|furent|sera|seront|serait|soit|sois|sommes|suis|es|avaient|aurait|auraient|aura|auront|eus|eue|subi|subie|subis|subies|connu|connus|connue|subissent|rencontre|rencontrent|rencontres|rencontrees|observe|observes|observees|constate|constates|constatees|declare|present|presents|presente|d entre eux|d entre|parmi eux|dans lequel|en tout cas|environ|a peu pres|exactement|vraiment|concernant|concerne|concernent|quant|lors|quelqu un|quelqu|personne n|ont reussi a|a reussi a',
    preposition: 'dans|sur|a|au|aux|pour|avec|chez|vers|de|du|des|en|par|pendant|durant|ou|parmi|via|sous',
    't:last':
      'les derniers|les dernieres|la derniere|le dernier|dernier|derniers|derniere|dernieres|passe|passee|passees|passes|precedent|precedente|precedents|precedentes|ecoulees|ecoules|ecoulee',
    't:this': 'ce|cette|cet|en cours',
    't:ago': 'plus tot|auparavant',
    't:ago before': 'il y a',
    't:since': 'depuis|a partir de|des',
    't:until': 'jusqu a|jusque|a|et',
    't:at': 'a|le',
    't:around': 'vers|autour de|aux alentours de|environ|aux environs de|a environ|vers les',
    't:before': 'avant',
    't:after': 'apres',
    't:in': 'dans|pendant|durant|au cours de|au cours des|sur|en|ces|au cours de la|lors de',
    't:now':
      'maintenant|actuellement|en ce moment|a l instant|a present|la maintenant|en ce moment meme|en cours actuellement|a cet instant',
    't:today': 'aujourd hui|ce jour|ce jour ci|depuis ce matin minuit|aujourd',
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
  nouns: `
error=erreur bug|failure=echec panne defaillance|failed=echoue echouee rate defaillant echoues echouees
exception=exception|warning=avertissement|alert=alerte|success=reussi reussie succes reussite
declined=refuse refusee refus refuses|rejected=rejete rejetee rejet rejetes rejetees|blocked=bloque bloquee bloques
cancelled=annule annulee annulation annules annulees resiliation|refunded=rembourse remboursee rembourses
refund=remboursement|delay=retard delai retards|delayed=retarde|open=ouvert|closed=ferme|paid=paye payee
delivered=livre livree livrees|sent=envoye envoyee|shipped=expedie|pending=attente|approved=approuve
accepted=accepte acceptee|expired=expire|lost=perdu perdus|completed=termine terminee complete|valid=valide
invalid=invalide|service=service|application=application|server=serveur serveurs|host=machine hote|node=noeud noeuds
device=appareil dispositif equipement appareils terminal|sensor=capteur sonde|plant=usine|site=site
line=ligne lignes|warehouse=entrepot|store=magasin|shop=boutique|branch=agence succursale filiale|region=region
country=pays|city=ville|location=lieu|environment=environnement|production=production|version=version
platform=plateforme|browser=navigateur|user=utilisateur usager|customer=client cliente clientele
account=compte comptes|player=joueur joueurs|driver=conducteur chauffeur|vehicle=vehicule|truck=camion poids_lourd
patient=patient patients|employee=employe salarie collaborateur|merchant=marchand commercant|supplier=fournisseur
carrier=transporteur|vessel=navire bateau|port=port|crane=grue|trip=trajet trajets courses|route=itineraire
destination=destination|origin=origine|sender=expediteur|recipient=destinataire|tenant=locataire
subscriber=abonne abonnes|passenger=passager voyageur voyageurs|order=commande commandes|payment=paiement reglement
transfer=virement transfert virements|booking=reservation reservations|transaction=transaction operation?
invoice=facture|delivery=livraison|shipment=expedition|parcel=colis|container=conteneur conteneurs|goods=marchandise
article=article|product=produit|category=categorie|channel=canal chaine|payment method=moyen_de_paiement
cart=panier panier_abandonne|discount=remise remises|return=retour|customs=douane|ride=course|flight=vol vols
ticket=billet billets ticket|subscription=abonnement|revenue=chiffre_d_affaires revenu recette|amount=montant
price=prix|cost=cout|fee=frais|value=valeur|money=argent|currency=devise monnaie|quantity=quantite|weight=poids
size=taille|balance=solde|length=longueur|duration=duree|response time=temps_de_reponse delai_de_reponse
latency=latence lenteur|wait time=temps_d_attente attend|load time=temps_de_chargement
processing time=temps_de_traitement duree_de_traitement|slow=lent lente lenteur?|fast=rapide
request=requete demande appel?|search=recherche rechercher recherches|record=enregistrement|call=appel appels
access=acces|page=page|path=chemin|address=adresse|method=methode|status code=code_d_etat|status=statut etat
login=connexion connecte connectee identification authentification|logout=deconnexion|signup=inscription
session=session seance|message=message|event=evenement|operation=operation|action=action
queue=file file_d_attente files|database=base_de_donnees base|file=fichier|temperature=temperature|humidity=humidite
pressure=pression|voltage=tension|power=puissance|energy=energie|consumption=consommation|speed=vitesse|level=niveau
battery=batterie|wind=vent|flow=debit|water=eau|usage=utilisation taux_d_utilisation|cpu=processeur cpu
memory=memoire ram|disk=disque|network=reseau|bytes=octet octets|restart=redemarrage redemarrages
crash=plantage crash|attempt=tentative essai|reason=raison motif cause?|cause=cause
error code=code_d_erreur codes_d_erreur|error type=type_d_erreur|error rate=taux_d_erreur taux_d_erreurs
failure rate=taux_d_echec|success rate=taux_de_reussite|severity=gravite|priority=priorite|team=equipe|group=groupe
role=role|type=type genre sorte|number=numero|name=nom|id=identifiant|language=langue|alarm=alarme alerte?
downtime=arret|maintenance=maintenance|fault=panne? pannes defaut? incident?|defect=defaut|visitor=visiteur
click=clic|campaign=campagne|email=courriel courriels|mail=mail|card=carte cartes|bank=banque|fraud=fraude
deposit=depot|withdrawal=retrait|match=partie match parties|game=jeu|score=score points|trace=trace traces
metric=metrique|source=source provenance|result=resultat resultats|batch=lot|turbine=eolienne turbine|farm=parc
blade=pale|berth=quai quais|time=temps|meter=compteur|measurement=mesure|reading=releve mesure?|district=quartier
executed=execute executee|instant=instantane instantanee|held=retenu|atm=distributeur|interest=interet
tax=taxe impot|gate=porte|electricity=electricite|student=etudiant etudiante eleve eleves etudiants
teacher=professeur enseignant formateur|course=cours|exam=examen examens epreuve|certificate=certificat|grade=note
appointment=rendez_vous|doctor=medecin|nurse=infirmier infirmiere|prescription=ordonnance|medication=medicament
lab=laboratoire|hospital=hopital|train=train trains|bus=bus|station=gare station arret?|stop=arret?
baggage=bagage bagages|rental=location|bike=velo|scooter=trottinette|car=voiture auto|hotel=hotel|room=chambre salle
night=nuit|guest=client? invite|booked=reserve reservee|loan=pret emprunt|credit=credit|direct debit=prelevement
overdraft=decouvert|insurance=assurance
claim=sinistre declarations_de_sinistre declaration_de_sinistre sinistres declarations|contract=contrat contrats
premium=prime|charger=borne bornes|charging=recharge recharges charge?|connector=prise|movie=film|song=chanson
viewer=spectateur telespectateur|ad=publicite annonce|rating=evaluation|comment=commentaire|image=image|video=video
cluster=grappe|process=processus|thread=fil|cache=cache|backup=sauvegarde|log=journal journaux|row=ligne?
table=table|deployment=deploiement deploiements mise_en_production|response=reponse|key=cle|password=mot_de_passe
permission=droits autorisation|attack=attaque|attacker=attaquant|purchase=achat achats achete achetee
sold=vendu vendue vendent|sale=vente ventes|ordered=commandee|started=commence commencee demarre|finished=fini
created=cree creee|deleted=supprime|changed=modifie|updated=mis_a_jour|downloaded=telecharge|opened=ouverte
arrived=arrive|departed=parti|picked up=recupere|damaged=endommage endommagee|broken=casse cassee
missing=manquant manquante|locked=verrouille verrouillee|crashed=plante plantee|drop=chute|exceeded=depasse
allowed=autorise|submitted=soumis soumise|passed=reussi?|won=gagne gagnes|visited=visite|consumed=consomme
produced=produit? fabrique|measured=mesure?|reported=signale|disconnected=deconnecte|restarted=redemarre
shown=affiche|elevator=ascenseur|door=porte?|window=fenetre|pump=pompe pompes|motor=moteur|robot=robot
conveyor=convoyeur|press=presse|oven=four|tool=outil|part=piece pieces|spare part=piece_de_rechange|scrap=rebut
track=voie|traffic=trafic|junction=carrefour|parking=parking|cashier=caissier|checkout=caisse|receipt=recu
brand=marque|color=couleur|season=saison|stock=stock|inventory=inventaire|shelf=rayon|pallet=palette
forklift=chariot|courier=livreur coursier|threshold=seuil|limit=limite plafond|member=membre|participant=participant
applicant=candidat|company=entreprise societe|club=club|household=foyer|building=batiment|floor=etage|zone=zone
street=rue|zip=code_postal|municipality=commune|sample=echantillon prelevement?|letter=pli courrier lettre
port call=escale|machine=machines|outage=panne_electrique coupure interruption|unavailable=indisponible
throughput=debit?|load=charge|error log=journaux_d_erreurs|phone=telephone telephoniques telephonique|mobile=mobile
computer=ordinateur|tablet=tablette|printer=imprimante|notification=notification notifications|sms=sms
coupon=coupon bon_de_reduction code_promo coupons|talk=conversations conversation|loyalty=fidelite
spend=depenses depense|earnings=gain|profit=benefice|vat=tva|emergency=urgences urgence
admitted=admis admise hospitalise|discharged=sorti sortis|care=soins|answered=abouti aboutis repondu decroche
antenna=antenne|cell=cellule|router=routeur routeurs|box=boitier decodeur|playback=visionnage
watched=regarde regardee|school=ecole|lesson=lecon|win=victoire|winner=vainqueur|change=changements
abandoned=abandonne abandonnee raccroche|charged=rechargee|distance=kilometres distance|book=livres
basket=paniers panier?|cow=vache|milk=lait|rain=pluie|weather=meteo|harvest=recolte|used=utilise utilisee utilises
space=place espace|free=libre libres gratuit gratuite|occupied=occupe occupees|busy=occupes
available=disponible disponibles|bed=lit lits|admission=admission|blood=sang|ambulance=ambulance|fiber=fibre
connected=connectes|concurrent=simultanes simultane|backlog=arriere retard?|waiting=en_attente|task=tache taches
occupancy=occupation|dependency=dependance|downstream=aval|span=intervalle|online=en_ligne|offline=hors_ligne
refused=refusees|received=recues recus|policy=police|bet=mise|item=objet|lock=verrou verrous
buyer=acheteur acheteuse|seller=vendeur vendeuse|provider=fournisseur? prestataire
payment provider=prestataire_de_paiement fournisseur_de_paiement|cash=especes liquide|gift card=carte_cadeau
segment=segment|delivery time=delai_de_livraison
tracking number=numero_de_suivi|depot=depot?|fare=tarif prix_de_la_course|rate=tarif? taux|average=moyenne
order value=valeur_de_commande|label=etiquette
timeout=delai_depasse expiration timeout delai_d_expiration|availability=disponibilite
uptime=temps_de_fonctionnement|incident=incident|bandwidth=bande_passante|packet loss=perte_de_paquets
hit rate=taux_de_succes_du_cache|exit code=code_de_sortie code_de_retour|data center=centre_de_donnees
cpu usage=utilisation_cpu charge_cpu utilisation_du_processeur
memory usage=utilisation_memoire utilisation_de_la_memoire memoire_utilisee
disk usage=utilisation_du_disque espace_disque_utilise|graphics card=carte_graphique|map=carte?|ban=bannissement
cheater=tricheur|buffering=mise_en_memoire_tampon|author=auteur|reader=lecteur
phone call=appel_telephonique coup_de_fil|agent=agent conseiller
waiting time=temps_d_attente? delai_d_attente duree_d_attente|wait=attente?|complaint=reclamation plainte
satisfaction=satisfaction|modem=modem|data volume=volume_de_donnees|quality=qualite
inspection=inspection controle|vibration=vibration|valve=vanne|tank=reservoir cuve|shift=equipe? poste
cycle time=temps_de_cycle|output=production?|production line=ligne_de_production chaine_de_production
current=courant intensite|solar=solaire|wind farm=parc_eolien|field=champ|irrigation=irrigation|soil=sol
greenhouse=serre|rainfall=precipitations pluviometrie|ward=service? unite|dose=dose
emergency room=urgences? salle_d_urgence|clinic=clinique cabinet|vaccination=vaccination vaccin
treatment=traitement soin|surgery=operation? chirurgie intervention|diagnosis=diagnostic|enrollment=inscription?
owner=proprietaire|dish=plat|waiter=serveur?|tip=pourboire|kitchen=cuisine|payout=versement indemnisation
adjuster=gestionnaire expert|clerk=gestionnaire? employe?|exchange rate=taux_de_change
card payment=paiement_par_carte|login attempt=tentative_de_connexion
failed login=connexion_echouee echec_de_connexion|file size=taille_du_fichier|van=camionnette fourgon|crew=equipage
aircraft=avion|tram=tramway tram|subway=metro|seat=siege|ferry=ferry|bridge=pont|water level=niveau_d_eau
oxygen=oxygene|late=en_retard tardif|on time=a_l_heure ponctuel|critical=critique|urgent=urgent urgente
internal=interne|external=externe|manual=manuel manuelle|automatic=automatique|unknown=inconnu inconnue|empty=vide
new=nouveau nouvelle nouveaux nouvelles neuf|old=ancien ancienne|unfinished=inacheve incomplet
suspicious=suspect suspecte suspects douteux|duplicate=doublon duplique|high=eleve? elevee|red=rouge|green=vert
yellow=jaune|blue=bleu|white=blanc|black=noir|private=prive privee|business=professionnel professionnelle
person=personne gens|woman=femme|man=homme|child=enfant|endpoint=point_d_acces endpoint
error message=message_d_erreur|move=mouvement deplacement|release=livraison? version?|question=question
answer=reponse?|document=document|citizen=citoyen|office=bureau|donation=don|donor=donateur|concert=concert
department=service? departement|scan=scan numerisation|scanner=scanner lecteur?
charge point=borne_de_recharge point_de_charge borne?|job=tache? travail job|hit=succes?
out of stock=rupture_de_stock en_rupture|customer service=service_client|place=lieu? endroit|episode=episode
series=serie|stream=flux|license=licence
status code=code_de_statut code_d_etat code_http|response code=code_de_reponse codes_de_reponse|failed=non_reussi|unpaid=impaye impayee non_paye non_payee
unreadable=illisible|kwh=kilowattheure|subtitle=sous_titre sous_titres sous_titrage|firewall=pare_feu|subnet=sous_reseau sous_reseaux
subdomain=sous_domaine sous_domaines|barcode=code_barres|keyword=mot_cle mots_cles|abroad=etranger?`,
  verbs: `
cancelled=annuler resilier|declined=refuser decliner|rejected=rejeter:rejett|blocked=bloquer|locked=verrouiller
approved=approuver|accepted=accepter|allowed=autoriser permettre:permis|confirmed=confirmer|failed=echouer rater
crashed=planter crasher|aborted=interrompre avorter|abandoned=abandonner raccrocher|stopped=arreter stopper
started=demarrer commencer debuter lancer|restarted=redemarrer relancer|finished=finir
completed=terminer achever completer|closed=fermer cloturer|opened=ouvrir:ouvert|created=creer
deleted=supprimer effacer|changed=changer modifier|updated=actualiser|uploaded=televerser|downloaded=telecharger
sent=envoyer|received=recevoir:recu:recoi|delivered=livrer delivrer distribuer|shipped=expedier
returned=retourner renvoyer|refunded=rembourser|paid=payer regler:regl|paid out=verser|deposited=deposer
withdrawn=retirer|billed=facturer|purchase=acheter:achet|sold=vendre|order=commander|booked=reserver|rented=louer
borrowed=emprunter|spend=depenser|earned=encaisser gagner|picked up=recuperer ramasser collecter|packed=emballer
scanned=scanner|sorted=trier|loaded=charger|unloaded=decharger|arrived=arriver|departed=partir|delayed=retarder
lost=perdre|found=trouver|damaged=endommager abimer|broken=casser briser|repaired=reparer|replaced=remplacer
measured=mesurer|registered=inscrire:inscrit|connected=connecter|disconnected=deconnecter
answered=repondre decrocher|called=appeler:appell|transferred=transferer:transfer virer|processed=traiter
assigned=attribuer assigner|escalated=escalader|resolved=resoudre:resol|expired=expirer|exceeded=depasser exceder
retried=reessayer|skipped=ignorer sauter|missed=manquer|admitted=admettre:admis hospitaliser|treated=soigner
prescribed=prescrire:prescrit|submitted=soumettre:soumis|passed=reussir|watched=regarder visionner|played=jouer
banned=bannir|charged=recharger debiter prelever:prelev|consumed=consommer|produced=produire:produit fabriquer
generated=generer|overheated=surchauffer|search=rechercher|clicked=cliquer|visited=visiter consulter|read=lire:lu
written=ecrire:ecrit|imported=importer|exported=exporter|synced=synchroniser|deployed=deployer:deploi
verified=verifier|checked=controler|subscribed=abonner|renewed=renouveler|activated=activer|disabled=desactiver
printed=imprimer|triggered=declencher|reported=signaler|executed=executer|used=utiliser|suspended=suspendre
validated=valider|detected=detecter|transported=transporter|inspected=inspecter|rescheduled=reporter reprogrammer
flagged=marquer|harvested=recolter
dispensed=delivrer dispenser|served=servir desservir|requested=demander solliciter|issued=emettre:emis`,
  endings: [
    ['aux', 'al'],
    ['eaux', 'eau'],
    ['elles', 'el'],
    ['elle', 'el'],
    ['euses', 'eur'],
    ['euse', 'eur'],
    ['ives', 'if'],
    ['ive', 'if'],
    ['ees', 'e'],
    ['es', ''],
    ['s', ''],
    ['x', ''],
    ['e', ''],
  ],
};
