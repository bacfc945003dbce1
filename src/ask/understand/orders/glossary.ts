import type { OrderLanguage } from './order-words.ts';

/** How a language says what orders are made of. */
export interface Glossary {
  /** Verbs that are apart from their particle, and other turns of phrase: rewritten before the words. */
  readonly turns: ReadonlyArray<readonly [turn: string, english: string]>;
  /** `words|words=english` in lines; `!` marks a verb, which English puts first. Nothing after `=` drops the words. */
  readonly words: string;
}

const DE: Glossary = {
  turns: [
    ['(?:benennen? sie|benenne?) (.+?) (?:in|zu|nach) (.+?) um\\b', 'rename $1 to $2'],
    ['(.+?) (?:in|zu|nach) (\\S+|"[^"]+") umbenennen\\b', 'rename $1 to $2'],
    ['(?:schalten? sie|schalte?|stellen? sie|stelle?) (.+?) stumm\\b', 'mute $1'],
    ['(?:schalten? sie|schalte?|stellen? sie|stelle?) (.+?) (?:aus|ab)\\b', 'turn off $1'],
    ['(?:schalten? sie|schalte?|stellen? sie|stelle?) (.+?) (?:ein|an|scharf)\\b', 'turn on $1'],
    ['(?:fügen sie|füge?) (.+?) hinzu\\b', 'add $1'],
    ['(?:legen sie|lege?) (.+?) an\\b', 'create $1'],
    ['(?:richten sie|richte?) (.+?) ein\\b', 'set up $1'],
    ['(?:halten? sie|halte?) (.+?) an\\b', 'pause $1'],
    ['(?:lösen? sie|löse?) (.+?) aus\\b', 'trigger $1'],
    ['(?:führen? sie|führe?) (.+?) aus\\b', 'run $1'],
    ['(?:brechen sie|brich) (.+?) ab\\b', 'cancel $1'],
    [',\\s*(?=(?:wenn|falls|sobald)\\s)', ' '],
    ['(?:prüfe|prüfen|geprüft) (?:alle|jede[nrs]?) ', 'check every '],
    ['(\\d+ (?:sekunden|minuten|stunden|tage)) lang', 'for $1'],
  ],
  words: `
    lösche|lösch|löschen|löschen sie=delete!; entferne|entfern|entfernen|entfernen sie=remove!
    stummschalten|stumm schalten=mute!; ausschalten|abschalten|deaktiviere|deaktivieren|deaktivieren sie=disable!
    einschalten|anschalten|aktiviere|aktivieren|aktivieren sie|reaktiviere=enable!; pausiere|pausieren|anhalten=pause!
    erstelle|erstell|erstellen|erstellen sie|erzeuge|erzeugen|anlegen|baue|mach|mache=create!; hinzufügen=add!; einrichten=set up!
    ändere|änder|ändern|ändern sie|aktualisiere|aktualisieren|passe|anpassen=change!; setze|setzen|setzen sie|stelle=set!; erhöhe|erhöhen=raise!
    senke|senken|verringere|verringern|reduziere|reduzieren=lower!; verlängere|verlängern=extend!; verkürze|verkürzen|kürze=shorten!; vergrößere|vergrößern=raise!; umbenennen|benenne=rename!; verschiebe|verschieben|bewege=move!
    kopiere|kopieren|klone|klonen|dupliziere|duplizieren=clone!; teste|testen=test!; auslösen=trigger!; abbrechen=cancel!
    benachrichtige|benachrichtigen=notify!; alarmiere|alarmieren|warne|warnen=alert!; sende|senden|schicke|schicken=send!; lade ein|einladen=invite!
    zeige|zeig|zeige mir|zeig mir=show!; liste|liste auf=list!; speichere|speichern=save!
    welche|welcher|welches=which; wie viele=how many; bitte|mal|doch|gerne|gern|jetzt|kannst du|könntest du|würdest du|können sie|könnten sie|ich möchte|ich will|ich würde|mir|uns|es gibt|gibt es|haben wir|hat|haben|gibt|sind|ist|werden|liegt|kommen|kommt|auftreten|auftritt=
    und dann=and then; und=and; der|die|das|den|dem|des=the; ein|eine|einen|einem|einer=a; neuer|neue|neuen|neues=new; namens|genannt|mit dem namen=called
    mich=me; für=for; von|vom|des=of; aus=from; im=in the; nach=to; zu|zum|zur|auf=to; als=as; mit der rolle=with the role; mit=with; per|über den|via=via; pro|je=per
    an=to; wenn|falls|sobald=when; mehr als=more than; weniger als=less than; mindestens=at least; höchstens einmal|maximal einmal=at most once; sendet|schickt=sends; höchstens=at most; über=over; unter=below; größer als|höher als=greater than
    innerhalb von|innerhalb=within; minute|minuten=minutes; stunde|stunden=hours; tag|tage|tagen=days; woche|wochen=weeks; sekunde|sekunden=seconds
    keine daten=no data; antworten=responses; anfragen=requests; bestellungen=orders; fehlerrate|fehlerquote=error rate; summe=sum; fällt|sinkt|steigt=; fehler|fehlern|fehlermeldungen=errors; warnungen=warnings; anfragen=requests; einträge|datensätze|zeilen=records
    antwortzeit|latenz=latency; durchschnittliche|durchschnitt|durchschnittlich=average; aufbewahrung|aufbewahrungszeit|aufbewahrungsdauer|aufbewahrungsfrist=retention; schwellwert|schwellenwert|schwelle=threshold; zeitraum=period; prüfabstand|prüfintervall=frequency; ruhezeit=silence
    betrachter|leser|lesezugriff=viewer; bearbeiter=editor; administrator=admin; prozent=percent; alle=all; meinen|meine|mein|unseren|unser|unsere=our
    passwort|kennwort|passworts|kennworts=password; vorname|vornamen=first name; nachname|nachnamen|familienname|familiennamen=last name; e-mail-adresse|mailadresse=email; rolle=role; monat|monate|monaten=months; jahr|jahre|jahren=years; beschreibung=description; zwischen=between; außerhalb von|außerhalb=outside`,
};

const FR: Glossary = {
  turns: [
    ['renomm(?:e|ez|er) (.+?) en (.+)$', 'rename $1 to $2'],
    ['(?:mets|mettez|mettre) (.+?) en (?:sourdine|silence)\\b', 'mute $1'],
    ['(?:mets|mettez|mettre) (.+?) en pause\\b', 'pause $1'],
    ["taux d['’]erreurs?", 'error rate'],
    ['(?:vérifi(?:e|ez|er|ée?)|contrôl(?:e|ez|er|ée?)) (?:toutes les|chaque) ', 'check every '],
    ["n['’]envoie (?:plus|pas) de données", 'sends no data'],
    ["\\b(?:l|d)'(?=\\p{L})", 'the '],
    ['-(?:moi|nous|les?|la)(?![\\p{L}])', ' me'],
  ],
  words: `
    supprime|supprimez|supprimer|efface|effacez|effacer|élimine|éliminer=delete!; enlève|enlevez|enlever|retire|retirez|retirer=remove!
    désactive|désactivez|désactiver|coupe|coupez|couper=disable!; active|activez|activer|réactive|réactivez|réactiver=enable!; suspends|suspendez|suspendre=pause!
    crée|créez|créer|cree|fais|faites|construis=create!; ajoute|ajoutez|ajouter=add!; configure|configurez=set up!; modifie|modifiez|modifier|change|changez|changer|passe=change!
    mets|mettez|mettre|définis|définir|règle=set!; augmente|augmentez|augmenter=raise!; baisse|baissez|réduis|réduisez|réduire|diminue|diminuez|diminuer=lower!; prolonge|prolongez|allonge|allongez=extend!; raccourcis|raccourcissez|raccourcir=shorten!; déplace|déplacez|déplacer=move!
    copie|copiez|copier|clone|clonez|cloner|duplique|dupliquez|dupliquer=clone!; teste|testez|tester=test!; déclenche|déclenchez|déclencher=trigger!; annule|annulez|annuler=cancel!
    préviens|prévenez|prévenir|avertis|avertissez|avertir|notifie|notifiez|notifier=notify!; alerte|alertez|alerter=alert!; envoie|envoyez|envoyer=send!; invite|invitez|inviter=invite!
    montre|montrez|affiche|affichez=show!; liste|listez=list!; enregistre|enregistrez=save!
    quels|quelles|quel|quelle=which; combien de|combien d'=how many; s'il te plaît|s'il vous plaît|stp|svp|merci de|veuillez|peux-tu|pourrais-tu|pouvez-vous|pourriez-vous|je voudrais|je veux|j'aimerais|il y a|y a-t-il|avons-nous|a|ont|est|sont=
    et puis|et ensuite|puis=and then; et=and; le|la|les=the; un|une=a; nouveau|nouvelle|nouvel=new; nommé|nommée|appelé|appelée=called
    moi=me; nous=us; pour=for; du=of the; de|des=of; dans|en=in; à|au|vers|sur=to; comme|en tant que=as; avec le rôle=with the role; avec=with; via=via; par=per
    quand|lorsque|dès que|si=when; plus de|plus d'=more than; moins de|moins d'=less than; au moins=at least; au plus une fois|au maximum une fois=at most once; pendant|durant=for; au plus=at most; au-dessus de|supérieur à|supérieure à|dépasse|dépassent=over; en dessous de|inférieur à|inférieure à=below
    minute|minutes=minutes; heure|heures=hours; jour|jours=days; semaine|semaines=weeks; seconde|secondes=seconds; aucune donnée|pas de données=no data
    taux d'erreur|taux d'erreurs=error rate; erreur|erreurs=errors; somme=sum; tombe|descend=; avertissements=warnings; requêtes=requests; enregistrements|lignes=records; latence=latency; moyenne|moyen=average
    rétention|conservation=retention; seuil=threshold; période=period; fréquence=frequency; lecteur|lectrice|observateur=viewer; éditeur=editor; administrateur=admin; tous|toutes=all; mon|ma|mes|notre|nos=our
    mot de passe=password; prénom=first name; nom de famille=last name; adresse e-mail|adresse mail|courriel=email; rôle=role; mois=months; an|ans|année|années=years; description=description; entre=between; en dehors de|hors de=outside`,
};

const ES: Glossary = {
  turns: [
    ['(cambi\\p{L}+ .+?) a (?=\\d)', '$1 to '],
    ['renombr(?:a|e|ar) (.+?) (?:a|como|por|en) (.+)$', 'rename $1 to $2'],
    ['(?:pon|ponga|poner) (.+?) en (?:silencio|pausa)\\b', 'mute $1'],
    ['(?:compr(?:ueb|uéb|ob)\\p{L}+|revis\\p{L}+|verific\\p{L}+) cada ', 'check every '],
    ['no (?:envía|envíe|manda) datos', 'sends no data'],
  ],
  words: `
    borra|borre|borrar|elimina|elimine|eliminar|suprime|suprimir=delete!; quita|quite|quitar=remove!; silencia|silencie|silenciar=mute!
    desactiva|desactive|desactivar|apaga|apague|apagar|deshabilita=disable!; activa|active|activar|reactiva|habilita=enable!; pausa|pause|pausar=pause!
    crea|cree|crear|haz|haga|hacer=create!; añade|añada|añadir|agrega|agregue|agregar=add!; configura|configure|configurar=set up!
    cambia|cambie|cambiar|modifica|modifique|modificar|actualiza|actualizar=change!; pon|ponga|poner|establece|ajusta=set!; sube|suba|subir|aumenta|aumentar=raise!; baja|baje|bajar|reduce|reducir=lower!
    amplía|ampliar|alarga|alargar=extend!; acorta|acortar=shorten!; disminuye|disminuir=lower!; mueve|mueva|mover=move!; copia|copiar|clona|clonar|duplica|duplicar=clone!; prueba|probar=test!; dispara|disparar=trigger!; cancela|cancelar=cancel!
    alerta a|alertar a=alert!; avísame|avísanos|avisa a|avisa|avise|avisar|notifica a|notifica|notifique|notificar=notify!; envía|envíe|enviar|manda|mandar=send!; invita|invite|invitar=invite!
    muestra|muéstrame|mostrar=show!; lista|listar=list!; guarda|guardar=save!
    qué|cuáles=which; cuántos|cuántas=how many; existen=; por favor|porfa|puedes|podrías|puede|podría|quiero que|quiero|quisiera|me gustaría|necesito|hay|haya|tiene|tenga|es|sea|está|sean=
    y luego|y después=and then; y=and; el|la|los|las|al=the; un|una=a; nuevo|nueva=new; llamado|llamada|con el nombre=called; me=me; nos=us; para=for; del=of the; de=of; en=in; a|hacia=to
    como=as; con el rol|con el papel=with the role; con=with; por=per; cuando|si|en cuanto=when; más de|mas de=more than; menos de=less than; al menos|por lo menos=at least; como máximo una vez|máximo una vez|a lo sumo una vez=at most once; cada=per; como máximo=at most
    por encima de|supera|superan|supere|sobrepase|pase de|mayor que|superior a=over; durante=for; no haya datos|no hay datos=no data; respuestas=responses; por debajo de|menor que|inferior a=below; minuto|minutos=minutes; hora|horas=hours; día|días|dias=days; semana|semanas=weeks; segundo|segundos=seconds
    ningún dato|sin datos=no data; tasa de error|tasa de errores=error rate; error|errores=errors; suma=sum; advertencias=warnings; peticiones|solicitudes=requests; registros|líneas=records; latencia=latency; media|promedio=average
    retención=retention; umbral=threshold; periodo|período=period; frecuencia=frequency; silencio=silence; lector|lectora|visor=viewer; editor=editor; administrador=admin; panel|tablero=dashboard; todos|todas=all; mi|mis|nuestro|nuestra=our
    borres=delete!; elimines=delete!; silencies=mute!; desactives=disable!; contraseña|clave=password; apellido|apellidos=last name; correo electrónico|correo=email; rol=role; mes|meses=months; año|años=years; descripción=description; entre=between; fuera de=outside`,
};

const PT: Glossary = {
  turns: [
    ['renome(?:ie|ia|ar) (.+?) (?:para|como) (.+)$', 'rename $1 to $2'],
    ['((?:alter|mud|aument|reduz|diminu|defin)\\p{L}+ .+?) para (?=\\d)', '$1 to '],
    ['((?:mov|pass)\\p{L}+ .+?) para ', '$1 to '],
    ['(?:verifi\\p{L}+|cheque|checar) (?:a )?cada ', 'check every '],
    ['não (?:envia|enviar|envie|manda) dados', 'sends no data'],
  ],
  words: `
    apague|apaga|apagar|exclua|exclui|excluir|delete|deletar|elimine|eliminar=delete!; remova|remove|remover|tire|tirar=remove!; silencie|silencia|silenciar=mute!
    desative|desativa|desativar|desligue|desligar|desabilite=disable!; ative|ativa|ativar|ligue|ligar|reative=enable!; pause|pausar=pause!
    crie|cria|criar|faça|fazer=create!; adicione|adiciona|adicionar|acrescente=add!; configure|configurar=set up!; altere|altera|alterar|mude|mudar|modifique|atualize=change!
    defina|definir|coloque|ajuste=set!; aumente|aumentar=raise!; reduza|reduzir|diminua|diminuir=lower!; estenda|prolongue|alongue=extend!; encurte|encurtar=shorten!; mova|move|mover=move!; copie|copiar|clone|clonar|duplique|duplicar=clone!
    teste|testar=test!; dispare|disparar=trigger!; cancele|cancelar=cancel!; alerte|alertar=alert!; avise-me|avise|avisar|notifique|notificar=notify!; envie|enviar|mande|mandar=send!; convide|convidar=invite!
    mostre|mostrar=show!; liste|listar=list!; salve|salvar|grave=save!
    quais|que=which; quantos|quantas=how many; existem=; por favor|por gentileza|você pode|pode|poderia|você poderia|quero que|quero|gostaria de|preciso|há|houver|tem|tiver|é|for|está=
    e depois|e então=and then; e=and; o|a|os|as=the; um|uma=a; novo|nova=new; chamado|chamada|com o nome=called; me=me; para|pra=for; do|da|dos|das=of the; de=of; no|na|nos|nas|em=in; ao|à=to
    como=as; com o papel|com a função=with the role; com=with; por=per; quando|se|assim que=when; mais de=more than; menos de=less than; pelo menos|no mínimo=at least; no máximo uma vez=at most once; no máximo=at most
    acima de|ultrapassar|ultrapassa|ultrapasse|passar de|passe de|exceder|maior que|superior a=over; durante=for; respostas=responses; abaixo de|menor que|inferior a=below; minuto|minutos=minutes; hora|horas=hours; dia|dias=days; semana|semanas=weeks; segundo|segundos=seconds
    sem dados|nenhum dado=no data; taxa de erro|taxa de erros=error rate; erro|erros=errors; soma=sum; avisos=warnings; requisições|pedidos=requests; registros|linhas=records; latência=latency; média=average
    retenção=retention; limite|limiar=threshold; período=period; frequência=frequency; silêncio=silence; leitor|visualizador=viewer; editor=editor; administrador=admin; painel=dashboard; todos|todas=all; meu|minha|nosso|nossa=our
    senha|palavra-passe=password; primeiro nome=first name; sobrenome|apelido=last name; e-mail=email; papel|função=role; mês|meses=months; ano|anos=years; descrição=description; entre=between; fora de=outside`,
};

const ZH: Glossary = {
  turns: [
    ['(?:把|将)(.+?)(?:重命名为|重命名成|改名为)(.+)', 'rename $1 to $2'],
    ['(?:把|将)(.+?)(?:改为|改成|设为|设置为|设成|调整为|提高到|降低到)(.+)', 'change $1 to $2'],
    ['(?:把|将)(.+?)(?:移动到|移到|挪到|放到)(.+)', 'move $1 to $2'],
    ['(?:把|将)(.+?)(?:添加为|加为|设为)(.+)', 'add $1 as $2'],
    [
      '(?:创建|新建|建立)(?:一个|一条|一份)?(?:名为|叫做?|名叫)\\s*(.+?)\\s*的\\s*(\\p{Script=Han}+)',
      '创建 $2 called $1',
    ],
    ['(?:最多|至多)\\s*每\\s*(\\d*)\\s*(小时|分钟|天)\\s*[一1]\\s*次', ', at most once per $1 $2 '],
    ['每\\s*(\\d*)\\s*(小时|分钟|天)\\s*(?:最多|至多)\\s*[一1]\\s*次', ', at most once per $1 $2 '],
    ['每隔?\\s*(\\d*)\\s*(小时|分钟|天)\\s*检查(?:\\s*一次)?', ', check every $1 $2 '],
    ['(\\d+\\s*(?:分钟|小时|天|秒))(?=\\s*(?:没有|无)数据)', 'for $1 '],
    ['(\\d+\\s*(?:分钟|小时|天|秒))(?:之?内)', 'in $1'],
    ['(?:不在\\s*([\\d.]+)\\s*(?:到|至|和)\\s*([\\d.]+)\\s*之间)', ' outside $1 to $2 '],
    ['(?:在\\s*([\\d.]+)\\s*(?:到|至|和)\\s*([\\d.]+)\\s*之间)', ' between $1 and $2 '],
    ['(?:超过|多于|大于|高于)\\s*([\\d.]+)\\s*[条个次]?', ' more than $1 '],
    ['(?:少于|小于|低于)\\s*([\\d.]+)\\s*[条个次]?', ' less than $1 '],
    ['(?:给|为|对|在)\\s*([\\w.⟦⟧-]+)(?:\\s*上)?', ' for $1 '],
  ],
  words: `
    删除|删掉|删去|移除|清除|清空=delete!; 静音=mute!; 取消静音=unmute!; 关闭|关掉|停用|禁用=turn off!; 启用|开启|打开|恢复=turn on!; 暂停=pause!
    创建|新建|建立=create!; 添加|增加=add!; 设置=set!; 修改|更改|更新=change!; 重命名=rename!; 提高=raise!; 降低|减少=lower!; 延长=extend!; 缩短=shorten!; 移动=move!; 复制|克隆|拷贝=clone!; 测试=test!; 触发=trigger!; 取消=cancel!
    通知|提醒|告警给|报警给|告警到=alert!; 发送=send!; 邀请=invite!; 显示|查看=show!; 列出=list!
    有哪些|哪些=which; 多少个|多少=how many; 请|麻烦|帮我|你|把|将|一个|一条|一份|时候|时|的话|的|了|掉|一下|就=; 它|它们=it; 我=me; 当|如果|一旦=when; 并且|并|和|以及=and; 然后=then; 名为|叫做|叫=called; 作为=as; 到|为=to; 给=for
    分钟=minutes; 小时=hours; 天=days; 秒=seconds; 周=weeks; 没有数据|无数据=no data; 错误率=error rate; 错误日志|错误=errors; 警告=warnings; 请求=requests; 日志|记录=records; 延迟=latency; 平均=average
    保留期|保留时间|保留=retention; 阈值=threshold; 统计周期|周期=period; 检查间隔|频率=frequency; 静默时间|静默期=silence; 只读用户|查看者|观察者=viewer; 编辑者=editor; 管理员=admin; 百分之=percent; 所有|全部=all; 新=new
    密码|口令=password; 角色=role; 邮箱|电子邮件=email; 个月=months; 年=years; 描述=description`,
};

/** Verbs and nouns of orders with their English, by language. */
export const GLOSSARIES: Readonly<Record<Exclude<OrderLanguage, 'en'> | 'zh', Glossary>> = {
  de: DE,
  fr: FR,
  es: ES,
  pt: PT,
  zh: ZH,
};
