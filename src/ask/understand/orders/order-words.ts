/** What a write does, as a verb says it. */
export type WriteAction =
  | 'create'
  | 'update'
  | 'delete'
  | 'move'
  | 'copy'
  | 'on'
  | 'off'
  | 'run'
  | 'cancel'
  | 'assume';

/** A language with its own order words. */
export type OrderLanguage = 'en' | 'de' | 'fr' | 'es' | 'pt';

/** How a language orders, asks, negates and reports. Sources of regular expressions over lowercase text. */
export interface LanguageWords {
  /** Words that tell this language from the others. */
  readonly marks: string;
  /** What may stand before the verb of an order: politeness, connectors. */
  readonly openers: string;
  /** Requests in the form of a question or a wish, which are orders: "could you". */
  readonly requests: string;
  /** What joins a second order to a first one. */
  readonly joints: string;
  readonly negations: string;
  /** Words that begin a question. */
  readonly questions: string;
  /** Words that begin a condition. */
  readonly conditions: string;
  /** Words that report what somebody said, or only imagine it. */
  readonly reports: string;
  /** Words after which a sentence goes on about the object: what stands there is not the order. */
  readonly relatives: string;
  /** Finite verbs that turn the words before them into a subject. */
  readonly finite: string;
  /** What takes an order back. */
  readonly retractions: string;
  /** Pronouns that are written onto an imperative, as in "préviens-moi"; the empty text for none. */
  readonly clitics: string;
  /** Imperatives, by what they do. */
  readonly verbs: Readonly<Partial<Record<WriteAction, string>>>;
  /** Forms at the end of an order, after its object. */
  readonly finalVerbs: Readonly<Partial<Record<WriteAction, string>>>;
  /** Other imperatives, which only read. */
  readonly reads: string;
  /** Words that make a condition part of the order: an alert fires when something happens. */
  readonly alerts: string;
  /** Conditions that are only polite: "if you can". */
  readonly politeConditions: string;
  /** What follows a verb that has no object of its own: a preposition. */
  readonly prepositions: string;
  /** Nouns that are called like a verb: "delete requests". */
  readonly compounds: string;
}

const EN: LanguageWords = {
  marks:
    "the|a|an|kv|vrl|store|write|put|send|new|as|of|please|pls|to|is|and|my|our|delete|remov\\w+|drop\\w*|creat(?:ing|e|ed)|make|add|mut(?:e|ed|ing)|chang(?:e|ed|ing)|set|rename|move|i|you|for|with|on|in|what|how|if|when|that|it|from|do|not|no|don'?t|all|can|should|would|this|at|by|was|were|we|never|disabl\\w+|turn\\w*|off|alert|folder|actually",
  openers:
    "kv(?: store)?|vrl|ok(?:ay)?|hey|hi|hello|yo|alright|right|well|great|good|thanks|thank you|yes|yep|now|then|also|and|but|so|just|please|pls|plz|plaese|plase|kindly|first|second|next|finally|last(?:ly)?|afterwards?|after that|immediately|quickly|quick|urgent(?:ly)?|instead|rather|therefore|hence|go ahead and|go and|go|let's|lets|let us|do me a favou?r and|be so kind(?: as)? to|be (?:a dear|kind|nice) and|feel free to|make sure to|you (?:can|may) now|at once|right away|asap|again|once more|temporarily|permanently|simply|maybe also|for now|there",
  requests:
    "(?:would|do) you mind|(?:can|could|would|will(?= you please)) (?:you|u|someone|somebody)(?: (?:please|pls|kindly|maybe|perhaps|quickly|just|also|now|then|possibly|go ahead and|be so kind as to))*|i(?:'d| would)? (?:really )?(?:like|love|want|need|wish)(?: you)? to|i want you to|we(?:'d| would)? (?:like|want|need)(?: you)? to",
  joints: 'and then|and also|and|then|plus|or|but|so|as well as',
  negations:
    "not|no|none|nothing|never|neither|nor|nobody|without|don'?t|doesn'?t|didn'?t|won'?t|wouldn'?t|can'?t|cannot|shouldn'?t|mustn'?t|needn'?t|isn'?t|aren'?t|wasn'?t|ain'?t|hardly|barely",
  questions:
    "what|which|who|whom|whose|where|why|how|when|whether|is|are|was|were|am|do|does|did|has|have|had|can|could|should|shall|may|might|must|would|will|won't|isn't|aren't|don't you|any idea|any way",
  conditions:
    "if|when|whenever|once|unless|until|till|as soon as|in case|provided|assuming|suppose|supposing|should|were|had|imagine|say|let's say|pretend|hypothetically|theoretically|in theory|what if|before|after|while|only",
  reports:
    'said|says|saying|told|tells|telling|wrote|writes|asked|asks|asking|suggest(?:s|ed)|recommend(?:s|ed)|claims?|claimed|mention(?:s|ed)|reads|states?|stated|according|request(?:s|ed)|demand(?:s|ed)|insist(?:s|ed)|begged|texted|posted|replied|answered|ordered|instruct(?:s|ed)|instructions?|advise[sd]?|runbook|playbook|docs?|documentation|readme|manual|wiki|ticket|quote|quoted|comment|prompt|example|e\\.g|for instance|such as|scenario|joke|subject|headline|message|email|mail|error|log|logs|output|printed|prints|prompted|plans?|ideas?|proposals?|suggestions?|options?|reminders?|agenda|(?:todo|task|note) for|wants|wanted|wishes|thinks|thought|believes?|supposed|meant|heard',
  relatives:
    "that|which|who|whose|because|since|as|it's|its|it is|they|we|he|she|i|i'm|i've|nobody|no one|noone|where|so|if|when|whenever|once|unless|until|while|although|though|until|after|before|due|is no longer",
  finite:
    "is|are|was|were|has|had|does|did|isn't|wasn't|aren't|fails|failed (?:with|because|on|to|due)|took|takes|returned|gives|gave|seems?|means|sounds|looks|would|will|should|must|could|can|might|may|happens|happened|needs|requires?|works|worked|broke|breaks|came|comes|went|goes",
  retractions:
    "never ?mind|forget (?:it|that|about it)|scratch that|cancel that|ignore that|(?:just )?kidding|jk|on second thoughts?|changed my mind|actually,? no|actually,? (?:do not|don't)|(?:no|wait)[, ]+(?:no|wait|don't|do not|stop)|(?:don't|do not) (?:do|run|execute) (?:it|that|this)|rather not|not really|not yet|hold on|as a joke|only a test|(?:^|[,.!?;:] ?)(?:no|nope|don't|do not|stop|wait)(?:[.!]|$)",
  clitics: '',
  verbs: {
    delete:
      'delete|delte|dleete|delet|remove|remvoe|drop|erase|wipe(?: out)?|destroy|purge|nuke|trash|discard|scrap|rm|del|get rid of|throw(?: away| out)?|clean(?: up| out)?|clear|kill|kick(?: out)?|revoke|unset|detach|tear down|decommission|retire|bin|ditch|eliminate|terminate|strip|offboard|expel|unsubscribe|take(?=.* (?:out|off|away)\\b)|rip|axe|zap|dump|withdraw|bring down',
    off: 'mute|muet|silence|disable|pause|turn off|turn(?=.* off\\b)|switch off|switch(?=.* off\\b)|snooze|deactivate|suspend|stop|shut(?: up| off| down)?|hold|halt|quiet|make(?=.* shut up)|put(?=.* (?:on hold|downtime|to sleep))',
    on: 'unmute|un-mute|enable|resume|turn (?:back )?on|turn(?=.* on\\b)|switch (?:back )?on|switch(?=.* on\\b)|activate|reactivate|re-?start|re-?enable|unpause|start|bring(?=.* back)',
    create:
      'create|creat|backfill|pull|make(?! sure\\b)|add|build|set ?up|set(?=.* up\\b)|register|define|start|open|introduce|spin up|put|place|write|ingest|insert|import|upload|load|store|save|keep(?=.* as\\b)|record|send|post|push|prepare|generate|draw|pin|stick|annotate|schedule|alert|notify|notfy|warn|page|ping|wake|email|mail|message|tell(?= \\S+ (?:when|once|as soon|whenever)\\b)|call(?= \\S+ (?:when|if|once|as soon|whenever)\\b)|invite|onboard|give|grant|let(?! (?:me|us) (?:know|see|think))|bring|drop(?=.* (?:note|annotation|mark|marker)\\b)|leave(?=.* (?:note|annotation|mark|marker)\\b)|mark|squeeze|have(?! (?:they|we|you|i)\\b|.*\\bbeen\\b)',
    update:
      'update|chang|change|rotate|regenerate|renew|edit|modify|adjust|alter|rename|set|replace|fix|correct|tweak|raise|lower|bump|increase|decrease|reduce|extend|shorten|keep(?=.*\\d)|switch|make(?! sure\\b)|put|give|grant|promote|demote|point|redirect|route|add|assign|close|resolve|ack|acknowledge|reopen|mark|reset|restore|use|turn|let(?! (?:me|us) (?:know|see|think))|limit|widen|narrow|call|label|retitle|relabel|have(?! (?:they|we|you|i)\\b|.*\\bbeen\\b)|swap|append|take(?=.* (?:out|off)\\b)|remove(?=.* from\\b)|drop(?=.* from\\b)|(?:send|post|mail|page|notify)(?=.* (?:instead|from now on)\\b)|expand|enlarge|drop(?=.* to\\b)|cut(?=.* to\\b)|append|upgrade|downgrade|enable|disable',
    move: 'move|put|relocate|transfer|shift|file|bring|stick|place|send(?=.* folder)|mv|have(?! (?:they|we|you|i)\\b|.*\\bbeen\\b)',
    copy: 'clone|copy|duplicate|dupe|replicate',
    run: 'trigger|fire|test|run|execute|launch|kick off|try|send|start|submit|retry|re-?run|retrain|analy[sz]e|investigate|train|let(?! (?:me|us) (?:know|see|think))|redo|repeat',
    cancel: 'cancel(?! (?:\\w+ ){0,2}(?:request|order|command)\\b)|abort|stop|kill|halt',
    assume: 'assume|step into|get me|give me|let me assume|impersonate',
  },
  finalVerbs: {},
  reads:
    'show|let (?:me|us) (?:know|see)|list|find|search|get|see|view|display|count|look|check|read|open|pull|give|tell|explain|describe|compare|export|download|print|format|sum|help|group|plot|graph|watch',
  alerts: 'alerts?|alarms?|notif\\w*|notfy|warn\\w*|page|ping|wake|tell|email|mail|message|send|call|monitor',
  politeConditions:
    "as soon as possible|if (?:possible|you can|you could|you would|you don't mind|you like|that(?:'s| is) (?:ok(?:ay)?|fine|possible)|needed|necessary|it(?:'s| is) (?:ok(?:ay)?|possible|not too much trouble))|when (?:you can|possible|you have (?:a moment|time|a minute)|you get (?:a chance|to it))|once you have a moment",
  prepositions:
    'in|of|by|per|since|at|during|within|over|between|versus|vs|or|and|than|anything|nothing|something|everything',
  compounds:
    'times?|dates?|requests?|events?|operations?|permissions?|history|rates?|counts?|buttons?|calls?|methods?|statements?|endpoints?|actions?|commands?|audits?|attempts?|failures?|errors?|queries|flags?|confirmations?|markers?',
};

const DE: LanguageWords = {
  marks:
    'der|die|das|den|dem|ein|eine|einen|und|bitte|ich|nicht|ist|zu|von|für|mit|auf|wie|wenn|soll|lösch\\w*|lege|erstell\\w*|schalt\\w*|änder\\w*|zeige?|alle|kein\\w*|wer|was|kannst|können|könnten|könntest|sie|er|es|bloß|entfern\\w*|deaktivier\\w*|benenn\\w*|verschieb\\w*|setze?|alarm|ordner|gestern|im|am|dass|namens|füge|stumm\\w*|niemals|wir|in|um|hat|mehr|über|unter|benachrichtig\\w*|gern\\w*|brauch\\w*|hätte\\w*|bescheid',
  openers:
    'ok(?:ay)?|hey|hallo|hi|also|so|nun|jetzt|dann|danach|anschließend|zuerst|zuletzt|und|aber|sondern|bitte|mal|einfach|doch|ja|gut|sofort|schnell|gleich|seien sie so gut und|sei so gut und|sei so nett und|auch|daher|deshalb|stattdessen|vorübergehend|endgültig|danke',
  requests:
    '(?:kannst|könntest|würdest|magst) du(?: (?:bitte|mir|mal|uns|kurz|auch|jetzt|schnell|freundlicherweise))*|(?:können|könnten|würden) sie(?: (?:bitte|mir|mal|uns|kurz|auch|jetzt|freundlicherweise))*|ich möchte(?:,)?(?: gern(?:e)?)?|ich würde gern(?:e)?|ich will',
  joints: 'und dann|und|dann|oder|sowie|aber|sondern|also',
  negations:
    'nicht|kein\\w*|nie|niemals|nichts|niemand|ohne|weder|noch nicht|keinesfalls|keineswegs|bloß nicht|ungern',
  questions:
    'was|welche\\w*|wer|wem|wen|wo|warum|wieso|weshalb|wie|wann|ob|ist|sind|war|soll|sollen|sollte|sollten|darf|dürfen|kann|können|muss|müssen|müsste|hat|haben|habe|wird|werden|wurde|gibt',
  conditions:
    'wenn|falls|sobald|sofern|solange|bevor|nachdem|bis|angenommen|gesetzt den fall|stell dir vor|nehmen wir an|im falle|während',
  reports:
    'sagte|sagt|sagen|meinte|meint|schrieb|schreibt|bat|bittet|forderte|fordert|laut|steht|hieß|heißt|behauptet|empfahl|empfiehlt|verlangt|angeblich|soll|sollte|solle|beispiel|zitat|ticket|anleitung|doku\\w*|handbuch|wollte|wollten|nachricht|meldung|fehler',
  relatives: 'weil|da|denn|dass|welche\\w*|damit|wenn|falls|sobald|er wird|es wird|sie wird|wir|ich',
  finite:
    'ist|sind|war|waren|hat|haben|hatte|wollte|wollten|will|würden|sollen|sollten|möchte|wurde|wurden|wird|werden|schlug|schlägt|scheint|heißt|bedeutet|dauert|würde|soll|sollte|muss|darf|kann',
  retractions:
    'vergiss (?:es|das)|doch nicht|lieber nicht|moment|halt(?:,|!|\\.|$)|nein(?:,|!|\\.|$)|scherz|stopp(?:,|!|\\.|$)|egal',
  clitics: '',
  verbs: {
    delete:
      'lösche?|löschen sie|entferne?|entfernen sie|verwirf|vernichte|beseitige|tilge|wirf|werfen sie|schmeiß\\w*|lösch\\w* mir',
    off: 'schalt\\w*(?=.* (?:aus|ab|stumm)\\b)|deaktiviere?|deaktivieren sie|pausiere?|pausieren sie|stoppe?|stoppen sie|stelle?(?=.* (?:ab|stumm|aus)\\b)|stellen sie(?=.* (?:ab|stumm|aus)\\b)|halte?(?=.* an\\b)',
    on: 'schalt\\w*(?=.* (?:ein|an|scharf)\\b)|aktiviere?|aktivieren sie|starte?|starten sie|reaktiviere?|reaktivieren sie|stelle?(?=.* an\\b)',
    create:
      'erstelle?|erstellen sie|erzeuge?|erzeugen sie|lege?(?=.* an\\b)|legen sie(?=.* an\\b)|richte?(?=.* ein\\b)|richten sie(?=.* ein\\b)|füge?(?=.* hinzu\\b)|fügen sie(?=.* hinzu\\b)|baue?|bauen sie|mache?|machen sie|speichere?|speichern sie|schreibe?|schreiben sie|lade?|laden sie|alarmiere?|alarmieren sie|benachrichtige?|benachrichtigen sie|warne?|warnen sie|sende?|senden sie|schicke?|schicken sie',
    update:
      'ändere?|ändern sie|setze?|setzen sie|benenne?|benennen sie|aktualisiere?|aktualisieren sie|bearbeite?|bearbeiten sie|erhöhe?|erhöhen sie|senke?|senken sie|verringere|verkürze?|verkürzen sie|kürze|vergrößere?|reduziere?|verlängere?|verlängern sie|ersetze?|ersetzen sie|stelle?|stellen sie|passe?|passen sie|mache?|machen sie|gib|geben sie|speichere?|füge?(?=.* hinzu\\b)|(?:bewahre?|behalte?|halte?)(?=.*\\d)',
    move: 'verschiebe?|verschieben sie|bewege?|bewegen sie|lege?|legen sie|packe?|packen sie',
    copy: 'kopiere?|kopieren sie|dupliziere?|duplizieren sie|klone?|klonen sie',
    run: 'löse?(?=.* aus\\b)|lösen sie(?=.* aus\\b)|teste?|testen sie|starte?|starten sie|führe?(?=.* aus\\b)|führen sie(?=.* aus\\b)',
    cancel: 'brich|brechen sie|stoppe?|stoppen sie|storniere?',
  },
  finalVerbs: {
    delete: 'löschen|entfernen|wegwerfen|rauswerfen',
    off: 'deaktivieren|abschalten|ausschalten|stummschalten|stumm schalten|pausieren|stoppen|anhalten|abstellen',
    on: 'aktivieren|einschalten|anschalten|starten|reaktivieren',
    create:
      'erstellen|anlegen|einrichten|hinzufügen|erzeugen|bauen|speichern|schreiben|alarmieren|benachrichtigen',
    update:
      'ändern|setzen|umbenennen|aktualisieren|bearbeiten|erhöhen|senken|verlängern|verkürzen|vergrößern|reduzieren|ersetzen|anpassen|verringern',
    move: 'verschieben|bewegen|legen',
    copy: 'kopieren|duplizieren|klonen',
    run: 'auslösen|testen|ausführen',
    cancel: 'abbrechen|stornieren',
  },
  reads: 'zeige?|zeig|liste|finde?|such\\w*|gib|nenne?|zähle?|erkläre?|prüfe?|vergleiche?|sag|sage',
  alerts: 'alarm\\w*|benachrichtig\\w*|warn\\w*|melde\\w*|sende?|schicke?|meldung',
  politeConditions: 'wenn (?:möglich|es geht|du kannst|sie können|es recht ist|du magst)|falls möglich',
  prepositions: 'in|von|pro|seit|bei|während|zwischen|oder|und|alles|nichts',
  compounds: 'rechte?|vorgänge?|anfragen?|ereignisse?|rate',
};

const FR: LanguageWords = {
  marks:
    "le|la|les|un|une|des|du|de|et|est|je|ne|pas|s'il|vous|plaît|veuillez|merci|supprim\\w*|effac\\w*|crée\\w*|cré\\w*|ajout\\w*|désactiv\\w*|activ\\w*|modifi\\w*|renomm\\w*|chang\\w*|comment|pourquoi|qui|si|flux|alerte|dossier|tableau|bord|liste|sans|rien|mon|mes|déplac\\w*|pouvez|pourriez|peux|pourrais|dois|faut|surtout|évite\\w*|chef|nommé|en|quell?e?s?|avons|combien|quand|lorsque|plus|\\p{L}+-(?:moi|nous)",
  openers:
    "ok|bonjour|salut|alors|donc|maintenant|puis|ensuite|après|enfin|d'abord|et|mais|aussi|stp|svp|s'il te plaît|s'il vous plaît|merci de|veuillez|prière de|merci de bien vouloir|vite|immédiatement|tout de suite|allez|vas-y,?|oui|bien|plutôt",
  requests:
    "(?:peux|pourrais|veux)[- ]tu(?: (?:me|nous|stp|s'il te plaît|vite|aussi))*|(?:pouvez|pourriez|voulez)[- ]vous(?: (?:me|nous|svp|s'il vous plaît|vite|aussi|bien))*|tu peux|vous pouvez|je voudrais(?: que tu| que vous)?|je veux(?: que tu| que vous)?|j'aimerais(?: que tu| que vous)?",
  joints: 'et puis|et ensuite|et|puis|ou|mais|donc',
  negations: "ne|n|n'\\w+|pas|jamais|rien|aucune?|personne|sans|ni|non|plus jamais",
  questions:
    "qui|que|qu'\\w*|quoi|quel\\w*|où|pourquoi|comment|quand|est-ce|dois\\S*|doit\\S*|devrais\\S*|devrait\\S*|faut\\S*|puis-je|peut-on|peut|a-t\\S*|as-tu|avez-vous|combien|y a-t-il",
  conditions:
    "si|s'il|s'ils|quand|lorsque?|lorsqu'\\w*|dès|une fois|au cas|à condition|supposons|imagine\\w*|avant|après que|pendant|tant",
  reports:
    "dit|disait|disent|écrit|écrivait|demande|demandé|demandait|conseille|recommande|selon|prétend|veut|voulait|exige|ordonne|ordonné|exemple|ticket|doc|documentation|manuel|message|erreur|m'a|nous a",
  relatives: "qui|que|qu'\\w*|parce|car|puisque|dont|où|il|elle|on|nous|ils|elles",
  finite: 'est|sont|était|a|ont|avait|sera|serait|échoue|échoué|semble|signifie|doit|peut|prend|devrait',
  retractions:
    'oublie(?: ça|z)?|laisse tomber|non(?:,|!|\\.|$)|attends|attendez|en fait non|plutôt pas|je plaisante|annule ça',
  clitics: '-(?:moi|nous|les?|la|lui|leur)',
  verbs: {
    delete:
      'supprim(?:e|ez|er|ons)|effac(?:e|ez|er)|enl[eè]v(?:e|ez|er)|retir(?:e|ez|er)|élimin(?:e|ez|er)|détrui(?:s|sez|re)|vir(?:e|ez|er)|jet(?:te|tez|ez|er)',
    off: 'désactiv(?:e|ez|er)|coup(?:e|ez|er)|suspend(?:s|ez|re)?|arrêt(?:e|ez|er)|mets(?=.* (?:sourdine|pause|silence))|mettez(?=.* (?:sourdine|pause|silence))',
    on: 'activ(?:e|ez|er)|réactiv(?:e|ez|er)|démarr(?:e|ez|er)|relanc(?:e|ez|er)|repren(?:ds|ez|dre)',
    create:
      'cré(?:e|ez|er)|ajout(?:e|ez|er)|fai(?:s|tes|re)|constru(?:is|isez|ire)|configur(?:e|ez|er)|enregistr(?:e|ez|er)|écri(?:s|vez|re)|import(?:e|ez|er)|alert(?:e|ez|er)|préven(?:ez|ir)|préviens|averti(?:s|ssez|r)|notifi(?:e|ez|er)|envoy(?:ez|er)|envoie|invit(?:e|ez|er)|mets|mettez|mettre',
    update:
      'modifi(?:e|ez|er)|chang(?:e|ez|er)|renomm(?:e|ez|er)|met(?:s|tez|tre)|augment(?:e|ez|er)|rédui(?:s|sez|re)|remplac(?:e|ez|er)|corrig(?:e|ez|er)|défini(?:s|ssez|r)|prolong(?:e|ez|er)|allong(?:e|ez|er)|raccourci(?:s|ssez|r)|diminu(?:e|ez|er)|rend(?:s|ez|re)|donn(?:e|ez|er)|ajout(?:e|ez|er)|règl(?:e|ez)|régler|baiss(?:e|ez|er)|pass(?:e|ez|er)|(?:conserv|gard)(?:e|ez|er)(?=.*\\d)',
    move: 'déplac(?:e|ez|er)|met(?:s|tez|tre)|transfér(?:ez|er)|transfère|rang(?:e|ez|er)',
    copy: 'copi(?:e|ez|er)|clon(?:e|ez|er)|dupliqu(?:e|ez|er)',
    run: 'déclench(?:e|ez|er)|test(?:e|ez|er)|lanc(?:e|ez|er)|exécut(?:e|ez|er)',
    cancel: 'annul(?:e|ez|er)|interromp(?:s|ez|re)',
  },
  finalVerbs: {},
  reads:
    'montr\\w+|affich\\w+|list\\w+|trouv\\w+|cherch\\w+|compt\\w+|expliqu\\w+|donn\\w+|compar\\w+|dis|dites',
  alerts: 'alerte\\w*|préven\\w*|préviens|averti\\w*|notifi\\w*|envo\\w*',
  politeConditions:
    "s'il (?:te|vous) plaît|si (?:possible|tu peux|vous pouvez|tu veux|vous voulez|cela convient)",
  prepositions: 'dans|par|depuis|pendant|entre|ou|et|tout|rien',
  compounds: 'requêtes?|événements?|opérations?',
};

const ES: LanguageWords = {
  marks:
    'el|los|las|mejor|quizás?|pero|mañana|aunque|una?|del|y|por|favor|que|es|está|borr\\w*|elimin\\w*|crea|cree|crear|creado|añad\\w*|silenci\\w*|desactiv\\w*|activ\\w*|cambi\\w*|renombr\\w*|cómo|quién|cuándo|cuando|debo|debería|puedes|podrías|puede|podría|mi|jefe|nunca|sin|muestra|alerta|carpeta|panel|llamada|retención|días|quiero|qué|hay|cu[aá]nt\\w*|cuáles|alertas|lo|de|la|a|dijo|mueve|muev\\w*',
  openers:
    'ok|hola|oye|bueno|ahora|luego|después|entonces|primero|y|pero|también|por favor|porfa|solo|simplemente|rápido|inmediatamente|ya|venga|sí|haz el favor de|hazme el favor de|mejor',
  requests:
    '(?:puedes|podrías|puede|podría|podéis|pueden|quieres|querrías)(?: por favor| ya| también)*|te importaría|(?:quiero|quisiera|me gustaría|necesito)(?: que)?|favor de',
  joints: 'y luego|y después|y|e|luego|o|pero|así que',
  negations: 'no|não|nao|nunca|jamás|nada|nadie|ningun[oa]?|ningún|sin|ni|tampoco',
  questions:
    'qué|que|quien|cual|donde|como|cuanto|quién\\w*|cuál\\w*|dónde|por qué|cómo|cuándo|cuánt\\w*|debo|debería|deberíamos|debemos|hay que|puedo|podemos|se puede|es posible|ha|has|han|está|están',
  conditions:
    'si|quando|assim que|caso|cuando|en cuanto|una vez|siempre que|en caso|a menos|hasta|antes|después de|suponiendo|supongamos|imagina|mientras',
  reports:
    'dijo|dice|dicen|decía|escribió|escribe|pidió|pide|sugirió|recomienda|recomendó|según|ordenó|mandó|quiere|quería|insiste|ejemplo|ticket|documentación|manual|mensaje|error|pidieron|dijeron|me han dicho',
  relatives: 'que|porque|pues|ya que|donde|cuando|si|él|ella|nosotros|ellos',
  finite:
    'es|son|era|fue|está|están|ha|han|había|será|sería|falla|falló|parece|significa|debe|puede|tarda|debería',
  retractions:
    'olvídalo|olvida eso|déjalo|espera|no(?:,|!|\\.|$)|mejor no|es broma|cancela eso|pensándolo bien',
  clitics: '',
  verbs: {
    delete:
      'b[oó]rr(?:a|e|ad|ar|es|en)(?:l[oae]s?)?|elim[ií]n(?:a|e|ad|ar|es|en)(?:l[oae]s?)?|quit(?:a|e|ad|ar|es)(?:l[oae]s?)?|suprim(?:e|a|ir|as)|destruy(?:e|a)|destruir',
    off: 'silenci(?:a|e|ad|ar|es)|desactiv(?:a|e|ad|ar|es)|deshabilit(?:a|e|ar|es)|paus(?:a|e|ar|es)|det(?:én|enga|ener)|apag(?:a|ar)|apague|par(?:a|e|ar)',
    on: 'activ(?:a|e|ad|ar|es)|habilit(?:a|e|ar|es)|reactiv(?:a|e|ar|es)|reanud(?:a|e|ar|es)|inici(?:a|e|ar)',
    create:
      'cre(?:a|e|ad|ar|es)|añad(?:e|a|id|ir|as)|agreg(?:a|ue|ar|ues)|ha(?:z|ga|cer)|configur(?:a|e|ar|es)|guard(?:a|e|ar|es)|escrib(?:e|a|ir|as)|import(?:a|e|ar)|alert(?:a|e|ar)|avis(?:a|e|ar|ame|a me)|avísame|notific(?:a|ar)|notifique|envi(?:ar)|env[ií]a|envíe|invit(?:a|e|ar|es)|pon|ponga|poner',
    update:
      'cambi(?:a|e|ad|ar|es)|modific(?:a|ar)|modifique|renombr(?:a|e|ar|es)|actualiz(?:a|ar)|actualice|edit(?:a|e|ar)|pon|ponga|poner|sub(?:e|a|ir)|baj(?:a|e|ar)|aument(?:a|e|ar)|reduc(?:e|ir)|reduzca|reemplaz(?:a|ar)|reemplace|corrig(?:e|ir)|corrija|ampl[ií]a|ampliar|acort(?:a|e|ar)|alarg(?:a|ue|ar)|disminu(?:ye|ya|ir)|establec(?:e|er)|ajust(?:a|e|ar)|haz|haga|da|dale|(?:conserv(?:a|e|ar)|guard(?:a|e|ar)|mant(?:én|enga|ener))(?=.*\\d)',
    move: 'muev(?:e|a)|mover|pon|ponga|poner|traslad(?:a|e|ar)|pas(?:a|e|ar)',
    copy: 'copi(?:a|e|ar)|clon(?:a|e|ar)|duplic(?:a|ar)|duplique',
    run: 'dispar(?:a|e|ar)|prueb(?:a|e)|probar|ejecut(?:a|e|ar)|lanz(?:a|ar)|lance',
    cancel: 'cancel(?:a|e|ar)|abort(?:a|e|ar)|det(?:én|enga|ener)',
  },
  finalVerbs: {},
  reads:
    'muestra\\w*|muéstra\\w*|lista\\w*|busca\\w*|encuentra|cuenta|explica\\w*|dame|dime|compara|enseña\\w*|ver|mostrar|listar',
  alerts: 'alerta\\w*|avis\\w*|avís\\w*|notific\\w*|envi\\w*|env[ií]a\\w*',
  politeConditions: 'si (?:puedes|es posible|puede|no te importa|quieres)',
  prepositions: 'en|por|desde|durante|entre|o|y|todo|nada',
  compounds: 'peticiones|solicitudes|eventos|operaciones',
};

const PT: LanguageWords = {
  marks:
    'o|os|um|uma|da|dos|das|na|amanhã|mas|mais|não|ontem|tivemos|procure|mensagem|excluir|você|por|favor|que|é|apagu?\\w*|exclu\\w*|delet[ea]r?|remov\\w*|cri[ea]\\w*|adicion\\w*|silenci\\w*|desativ\\w*|ativ\\w*|alter\\w*|renome\\w*|mud\\w*|como|quem|devo|deveria|pode|poderia|meu|chefe|nunca|sem|mostre|alerta|pasta|painel|chamada|retenção|dias|quero|ao|para|mandou|disse|mova|mover|de|quando|avise\\w*|erros|em|tiver|mude|adicione|precis\\w*|gostaria|quais|quant[ao]s|existem|alertas',
  openers:
    'ok|olá|oi|bom|agora|depois|então|primeiro|e|mas|também|por favor|só|simplesmente|rápido|imediatamente|já|vai|sim|por gentileza|faça o favor de|faz favor de|em vez disso|(?:me|nos)(?= (?:avis|alert|notifi|envi)\\w*)',
  requests:
    '(?:você )?(?:pode|poderia|podes|poderias|podem|consegue|quer)(?: por favor| já| também| me| você)*|(?:quero|gostaria|preciso)(?: que| de| que você)*|se importa de',
  joints: 'e depois|e então|e|depois|ou|mas',
  negations: 'não|nao|nunca|jamais|nada|ninguém|nenhum[a]?|sem|nem|tampouco',
  questions:
    'o que|que|quem|qual|quais|onde|por que|porque|como|quando|quant\\w*|devo|deveria|devemos|deveríamos|posso|podemos|é possível|há|tem como|está|foi|dá para',
  conditions:
    'se|si|cuando|en cuanto|quando|caso|assim que|logo que|uma vez|a menos|até|antes|depois que|supondo|suponha|imagine|enquanto',
  reports:
    'disse|diz|dizem|dizia|escreveu|escreve|pediu|pede|sugeriu|recomenda|recomendou|segundo|mandou|manda|ordenou|quer que eu|queria|insiste|exemplo|ticket|documentação|manual|mensagem|erro|falou|pediram|disseram',
  relatives: 'que|porque|pois|já que|onde|quando|se|ele|ela|nós|eles',
  finite:
    'é|são|era|foi|está|estão|tem|tinha|será|seria|falhou|falha|parece|significa|deve|pode|demora|deveria',
  retractions:
    'esqueça|esquece|deixa pra lá|espera|espere|não(?:,|!|\\.|$)|melhor não|brincadeira|cancele isso|pensando bem',
  clitics: '-(?:me|nos|[oa]s?|lhes?)',
  verbs: {
    delete:
      'apag(?:a|ar|ue)|exclu(?:a|i|ir)|delet(?:e|a|ar)|remov(?:a|e|er)|elimin(?:e|a|ar)|destru(?:a|ir)|tir(?:e|a|ar)|descart(?:e|a|ar)',
    off: 'silenci(?:e|a|ar)|desativ(?:e|a|ar)|desabilit(?:e|a|ar)|paus(?:e|a|ar)|deslig(?:ue|a|ar)|par(?:e|a|ar)(?! )|par[ae] (?:o|a|os|as)|suspend(?:a|e|er)',
    on: 'ativ(?:e|a|ar)|habilit(?:e|a|ar)|reativ(?:e|a|ar)|lig(?:ue|a|ar)|retom(?:e|a|ar)|inici(?:e|a|ar)',
    create:
      'cri(?:e|a|ar)|adicion(?:e|a|ar)|faça|fazer|faz|configur(?:e|a|ar)|salv(?:e|a|ar)|grav(?:e|a|ar)|escrev(?:a|e|er)|import(?:e|a|ar)|alert(?:e|a|ar)|avis(?:e|a|ar)|notifi(?:que|ca|car)|envi(?:e|a|ar)|convid(?:e|a|ar)|coloque|coloca|colocar|acrescent(?:e|a|ar)',
    update:
      'alter(?:e|a|ar)|mud(?:e|a|ar)|modifi(?:que|ca|car)|renome(?:ie|ia|ar)|atualiz(?:e|a|ar)|edit(?:e|a|ar)|aument(?:e|a|ar)|reduz(?:a|ir)?|diminu(?:a|ir)|encurt(?:e|a|ar)|estend(?:a|er)|prolong(?:ue|ar)|along(?:ue|ar)|substitu(?:a|ir)|corrij(?:a)|corrigir|defin(?:a|e|ir)|ajust(?:e|a|ar)|torn(?:e|a|ar)|dê|coloque|coloca|troque|trocar|(?:conserv(?:e|a|ar)|guard(?:e|a|ar)|mantenha|manter)(?=.*\\d)',
    move: 'mov(?:a|e|er)|coloque|coloca|colocar|transfir(?:a)|transferir|pass(?:e|a|ar)',
    copy: 'copi(?:e|a|ar)|clon(?:e|a|ar)|dupli(?:que|ca|car)',
    run: 'dispar(?:e|a|ar)|test(?:e|a|ar)|execut(?:e|a|ar)|rode|rodar',
    cancel: 'cancel(?:e|a|ar)|abort(?:e|a|ar)|interromp(?:a|er)',
  },
  finalVerbs: {},
  reads: 'mostr\\w+|list\\w+|busqu\\w+|encontr\\w+|cont\\w+|expliqu\\w+|compar\\w+|diga|ver|veja|procur\\w+',
  alerts: 'alert\\w*|avis\\w*|notifi\\w*|envi\\w*',
  politeConditions: 'se (?:possível|puder|você puder|não se importar|quiser|der)',
  prepositions: 'em|por|desde|durante|entre|ou|e|tudo|nada',
  compounds: 'requisições|pedidos|eventos|operações',
};

/** The order words of each language. */
export const LANGUAGES: Readonly<Record<OrderLanguage, LanguageWords>> = {
  en: EN,
  de: DE,
  fr: FR,
  es: ES,
  pt: PT,
};

/** One thing that a person's words order. */
export interface WriteOrder {
  /** What the verb may do: "put" moves, makes and changes. */
  readonly actions: readonly WriteAction[];
  /** The clause with the verb, as the person wrote it. */
  readonly words: string;
  /** "Alert me when …": an alert is to be made, whatever the rest is about. */
  readonly isWarning?: boolean;
}
