/** Verbs that change something, when a request begins with them. */
const WRITES =
  /^(?:please |pls |can you |could you |kindly |bitte |por favor |s'il te plait )*(?:create|make|add|set|set up|delete|remove|drop|enable|disable|mute|unmute|pause|resume|rename|move|update|change|edit|turn|switch|invite|rotate|clone|copy|import|upload|ingest|write|store|save|schedule|send|trigger|test|cancel|stop|start|grant|revoke|assign|give \S+ (?:access|admin|read)|raise|lower|increase the|decrease the|alert me|warn me|notify me|tell me when|configure|define|register|attach|put|drop|truncate|purge|clear|erase|wipe|do not|don't|never|should i|how do i|how to|how can i|erstelle|lösche|entferne|füge|ändere|aktiviere|deaktiviere|benenne|crée|créer|supprime|ajoute|modifie|désactive|active|crea|elimina|borra|añade|cambia|activa|desactiva|crie|exclua|apague|adicione|altere|ative|desative|创建|删除|添加|修改|启用|禁用|新建)(?![\p{L}])/iu;

/** Objects of OpenObserve itself, which its own operations list and show. */
const OBJECTS =
  /\b(?:dashboards?|panels?|alerts?|destinations?|templates?|pipelines?|functions?|folders?|reports?|saved views?|service accounts?|organi[sz]ations?|enrichment tables?|dashboard|tableaux? de bord|alarme|invitations?|invites?|roles?|permissions?|tokens?|passcode|settings|version of openobserve|search history|annotations?|backfill|kv|key values?|vrl|sourcemaps?|correlation|anomaly|incidents?|slo|regex patterns?|domains?|licen[cs]e|short url|search jobs?|query sessions?|running queries|cipher keys?|groups|ratelimit|rate limits?|actions|billing|quota|openapi|healthz|cluster nodes|list users|users are there in the org|list (?:the )?streams|list all streams|all streams|alle streams|liste streams|lista los streams|schema of|describe the)\b/i;

/** Whether a request orders a change, so that it is no question about data. */
export const isCommand = (request: string): boolean => WRITES.test(request.trim());

/** Whether a request is about OpenObserve's own objects rather than about records. */
export const isAboutObjects = (request: string): boolean => OBJECTS.test(request);

/** Whether a request asks what can be asked. */
export const isHelp = (request: string): boolean =>
  /^\s*(?:help|help me|what can (?:you|i) (?:do|ask)|hilfe|aide|ayuda|ajuda|帮助|was kannst du|que peux[- ]tu faire|what do you do|how does this draft|usage|\?)\s*[?!.]*\s*$/i.test(
    request,
  );
