import type { Language } from './lexicon.ts';

/** Languages in the order of their columns. */
const COLUMNS: readonly Language[] = ['de', 'fr', 'es', 'pt', 'zh'];

/**
 * Nouns and adjectives of trades, a line for each meaning: German, French, Spanish, Portuguese, Chinese. Words are folded; `_` stands for a
 * space, `-` for none that is needed here. What the lexicon of a language says of a word comes first.
 */
const TABLE = `
barrier=schranke schranken barriere|barriere barrieres|barrera barreras|barreira barreiras cancela|道闸 栏杆 闸门
till=kasse kassen|caisse caisses|caja cajas|caixa caixas|收银台 收银机
cash=-|-|-|dinheiro|-
cafe=kaffeehaus|-|cafeteria cafeterias|cafetaria cafeteria|咖啡厅 咖啡馆 咖啡店
bar=theke|buvette|barra|balcao|酒吧 吧台
restaurant=gaststatte speisesaal|-|restaurante restaurantes|restaurante restaurantes|餐馆 餐厅 饭店
canteen=kantine|cantine|comedor|cantina refeitorio|食堂
ship=-|-|nave naves|navio|船只 轮船 客轮
ferry=fahren fahrschiff|ferry traversier bac|transbordador|balsa|渡轮 渡船
crossing=uberfahrt uberfahrten uberquerung|traversee traversees|travesia travesias|travessia travessias|航程 渡航
sailing=abfahrten|depart departs|zarpe zarpes|partida partidas|航班 班次 船班
departure=-|-|salida salidas|saida saidas|出发 离港
arrival=-|arrivee arrivees|llegada llegadas|chegada chegadas|到达 到港
gate=-|barriere?|puerta puertas|portao portoes|闸口 检票口
harbor=-|-|-|-|港湾
boarding=einstieg|embarquement|embarque|embarque|登船 登机
pier=anleger steg|jetee embarcadere|muelle|cais|码头
lane=fahrspur|couloir|carril|faixa|车道
length=-|-|longitud largo|comprimento|长度
engine=antrieb triebwerk|moteur moteurs|motor motores|motor motores|发动机 引擎
coolant=kuhlwasser kuhlmittel kuhlflussigkeit|liquide_de_refroidissement eau_de_refroidissement|refrigerante agua_de_refrigeracion|liquido_de_arrefecimento agua_de_arrefecimento|冷却水 冷却液
oil=-|huile|aceite|oleo|机油 油
fuel=treibstoff sprit|carburant|combustible|combustivel|燃料 燃油
smoke=rauch qualm|fumee|humo|fumaca fumo|烟雾 烟
fire=brand feuer|incendie feu|incendio fuego|incendio fogo|火灾 火警
weather=-|meteo|clima|clima|天气
snow=schnee|neige|nieve|neve|雪
wave=welle wellen seegang|vague vagues houle|ola olas oleaje|onda ondas|波浪 海浪
tide=gezeiten tide|maree|marea|mare|潮汐
leak=leck leckage undichtigkeit|fuite fuites|fuga fugas|vazamento vazamentos fuga|泄漏 漏水
pipe=rohr rohre rohrleitung|tuyau tuyaux conduite|tuberia tuberias|tubulacao cano canos|管道
refusal=absagegrund|refus|negativa|negativa|拒绝?
decline reason=ablehnungsgrunde|motif_de_refus motifs_de_refus raison_de_refus raisons_de_refus|motivo_de_rechazo motivos_de_rechazo|motivo_de_recusa motivos_de_recusa motivo_da_recusa motivos_da_recusa|拒绝原因 拒付原因
cancellation reason=stornogrund|motif_d_annulation motifs_d_annulation|motivo_de_cancelacion motivos_de_cancelacion|motivo_de_cancelamento|取消原因
payout=auszahlungen ausschuttung|virement? reversement|transferencia? pago_saliente|transferencia? repasse|出款 提现
invoice=rechnungen|factures|facturas|faturas|账单 发票
conversation=unterhaltung unterhaltungen konversation konversationen|conversation conversations echange|conversacion conversaciones|conversa conversas|对话 会话 聊天
chat=chats|clavardage|chats|bate-papo|聊天?
bot=chatbot|chatbot|robot? chatbot|robo? chatbot|机器人 聊天机器人
agent=support-mitarbeiter|conseiller conseillers|agente agentes asesor asesores|atendente atendentes agente agentes|客服 人工客服 坐席
handed off=ubergeben weitergegeben weitergeleitet ubergabe|transfere? transferee transferes remis|derivado derivada derivadas derivados traspasado|encaminhado encaminhada encaminhadas transferido?|转给 转接 转给了 移交 转人工
ticket=tickets|-|ticket tickets|ticket tickets chamado chamados|-
solved=gelost geloste|resolu resolue resolus resolues|resuelto resuelta|resolvido resolvida|解决 已解决
reopened=wiedereroffnet|rouvert rouverte rouverts|reabierto reabierta|reaberto reaberta|重新打开
escalation=eskalation eskalationen|escalade escalades|escalada escalamiento|escalonamento|升级
satisfaction=-|satisfaction|satisfaccion|satisfacao|满意度
feedback=ruckmeldungen|retour_client retours_clients|comentarios? opinion|feedback|反馈
deadlock=verklemmung verklemmungen|interblocage interblocages|interbloqueo interbloqueos|impasse impasses|死锁?
model=modell modelle|modele modeles|modelo modelos|modelo modelos|模型 型号
database=-|-|-|banco? banco_de_dados|-
sale=-|-|venta ventas|venda vendas|-
query=-|requete_sql requetes_sql requete?|consulta consultas|consulta consultas|-
response=-|reponse reponses|respuesta respuestas|resposta respostas|答复 回复
truncated=abgeschnitten gekurzt|coupe coupee coupes coupees tronque tronquee tronquees|cortado cortada cortadas truncada truncadas|cortado cortada cortadas truncada truncadas|截断
length=lang?|trop_long trop_longue trop_longs trop_longues|demasiado_largo demasiado_larga|longo_demais longa_demais|太长 过长
replica=replikat replikate replik|replique repliques|replica replicas|replica replicas|副本
index=indizes indexe|indice? index|indice indices|indice indices|索引
restore=wiederherstellung|restauration|restauracion|restauracao|还原 恢复
rollback=rucknahme? zurucksetzen|retour_arriere|reversion|reversao|回滚
deployment=ausrollung|deploiement deploiements mise_en_production|despliegue despliegues|implantacao implantacoes|部署 上线
secret=geheimnis|-|secreto secretos|segredo segredos|密钥
admin=verwalter|administrateur administrateurs|administrador administradores|administrador administradores|管理员
lockout=aussperrung sperrung sperrungen|verrouillage verrouillages|bloqueo bloqueos|bloqueio bloqueios|锁定
access denied=zugriff_verweigert verweigerte_zugriffe verweigerten_zugriffe|acces_refuse acces_refuses refus_d_acces|acceso_denegado accesos_denegados|acesso_negado acessos_negados|访问被拒绝 拒绝访问
plan=abomodell|forfait forfaits|plan planes|plano planos|套餐
trial=probezeitraum testphase probeabo|essai_gratuit essais_gratuits periode_d_essai|prueba_gratuita periodo_de_prueba|teste_gratis periodo_de_teste|试用
upgrade=hochstufung|montee_en_gamme|mejora_de_plan|melhoria_de_plano|升级?
dispute=einspruch streitfall|litige litiges contestation|disputa disputas|contestacao disputa disputas|争议
voucher=wertgutschein|bon_d_achat bons_d_achat|vale vales|vale vales|代金券
expired=-|perime perimee perimes|caducado caducada caducados caducadas vencido vencida|caducado caducada vencido vencida|过期 已过期
identity check=identitatsprufung identitatsprufungen|verification_d_identite verifications_d_identite|verificacion_de_identidad verificaciones_de_identidad|verificacao_de_identidade verificacoes_de_identidade|身份验证 身份核验
mailbox=postfacher|boite_mail boites_mail boite_aux_lettres|buzon buzones|caixa_de_correio caixas_de_correio|邮箱
authentication=authentifizierung authentifizierungen|-|autenticacion autenticaciones|autenticacao autenticacoes|身份认证 认证 鉴权
attachment=anhang anhange|piece_jointe pieces_jointes|adjunto adjuntos|anexo anexos|附件
bounced=unzustellbar|non_distribue rejete?|rebotado rebotada|devolvido? devolvida?|退信
aisle=gang|allee|pasillo|corredor|通道
picking=kommissionierung|preparation_de_commandes|preparacion_de_pedidos|separacao_de_pedidos|拣货
trailer=anhanger auflieger|remorque remorques|remolque remolques|reboque reboques|拖车 挂车
dock=laderampe|quai_de_chargement|muelle_de_carga|doca docas|装卸口
worker=arbeiter|ouvrier ouvriers|trabajador trabajadores|trabalhador trabalhadores|工人
machine=-|machine? machines|maquina maquinas|maquina maquinas|机器 设备?
recipe=-|recette? recettes|receta recetas|receita?|配方
filter=filter|filtre filtres|filtro filtros|filtro filtros|过滤器 滤网
grid=-|reseau_electrique|red_electrica|rede_eletrica|电网
vaccine=impfstoff|vaccin vaccins|vacuna vacunas|vacina vacinas|疫苗
terminal=-|borne bornes|terminal terminales|terminal terminais|终端
trade=handel? geschaft?|echange_boursier|operacion_bursatil|negociacao|交易?
quote=angebot angebote|devis|presupuesto presupuestos cotizacion cotizaciones|orcamento orcamentos cotacao cotacoes|报价
stage=buhne|etape? scene|escenario|palco|舞台
venue=veranstaltungsort|salle_de_spectacle|recinto recintos|local_do_evento|场馆
breakfast=fruhstuck|petit_dejeuner petits_dejeuners|desayuno desayunos|cafe_da_manha pequeno_almoco|早餐
cancellation=stornierung stornierungen kundigung kundigungen|annulations|cancelacion cancelaciones anulacion|cancelamento cancelamentos|取消?
crop=feldfrucht|culture cultures|cultivo cultivos|cultura culturas lavoura|作物
tractor=traktor traktoren schlepper|tracteur tracteurs|tractor tractores|trator tratores|拖拉机
egg=ei eier|oeuf oeufs|huevo huevos|ovo ovos|鸡蛋
slaughter=schlachtung|abattage|sacrificio matanza|abate|屠宰
bakery=backerei|boulangerie|panaderia|padaria|面包房
bread=brot brote|-|pan?|pao paes|面包
coffee=kaffee|cafe?|cafe?|cafe?|咖啡
beer=bier biere|biere bieres|cerveza cervezas|cerveja cervejas|啤酒
wine=wein weine|vin vins|vino vinos|vinho vinhos|葡萄酒
menu=speisekarte|carte_des_plats|carta? menus|cardapio|菜单
metro=-|-|metro|metro|地铁
switch=weiche|aiguillage commutateur|conmutador|comutador|交换机
tunnel=tunneln|-|tunel tuneles|tunel tuneis|隧道
toll=maut|peage peages|peaje peajes|pedagio pedagios portagem portagens|收费 过路费
lamp=lampe leuchte|lampe lampes|lampara lamparas|lampada lampadas|灯 路灯
museum=museen|musee musees|museo museos|museu museus|博物馆
exhibit=ausstellungsstuck|exposition expositions|exposicion exposiciones|exposicao exposicoes|展览
library=bibliothek bibliotheken|bibliotheque bibliotheques|biblioteca bibliotecas|biblioteca bibliotecas|图书馆
newsletter=-|lettre_d_information|boletin boletines|boletim|简报
impression=einblendung einblendungen|affichage affichages|impresion impresiones|impressao impressoes|曝光
audience=publikum|auditoire|audiencia publico|audiencia publico|观众 听众
folder=ordner|dossier dossiers|carpeta carpetas|pasta pastas|文件夹
signature=unterschrift unterschriften|-|firma firmas|assinatura? assinaturas?|签名
badge=ausweis|-|tarjeta_de_acceso|cracha crachas|工牌
guard=wachmann|gardien gardiens vigile|vigilante vigilantes|vigia|保安
police=polizei|-|policia|policia|警察
firefighter=feuerwehr|pompier pompiers|bombero bomberos|bombeiro bombeiros|消防
satellite=satellit satelliten|-|satelite satelites|satelite satelites|卫星
sms=-|texto textos|mensaje_de_texto|mensagem_de_texto|短信
roaming=auslandsnutzung|itinerance|itinerancia|itinerancia|漫游
packet=datenpaket datenpakete|paquet paquets|paquete paquetes|pacote_de_dados|数据包
attempt=-|essais|intento intentos|tentativa tentativas|-
notification=benachrichtigung benachrichtigungen|-|notificacion notificaciones aviso avisos|notificacao notificacoes aviso avisos|通知 推送
retry=wiederholungsversuch wiederholungsversuche|nouvelle_tentative nouvelles_tentatives reessai|reintento reintentos|nova_tentativa novas_tentativas retentativa|重试?
consumer=verbraucher konsument konsumenten|consommateur consommateurs|consumidor consumidores|consumidor consumidores|消费者
schedule=zeitplan fahrplan|horaire? horaires|horario horarios|horario? horarios cronograma|时刻表 排班
step=schritt schritte|etape etapes|paso pasos|passo passos etapa etapas|步骤
approval=freigabe freigaben genehmigung genehmigungen|approbation approbations|aprobacion aprobaciones|aprovacao aprovacoes|批准 审批
rejection=abweisung zuruckweisung|rejets|rechazos|rejeicao rejeicoes|驳回?
resolution=losung losungen|resolution|resolucion resoluciones|resolucao resolucoes|解决方案
translation=ubersetzung ubersetzungen|traduction traductions|traduccion traducciones|traducao traducoes|翻译
voice=stimme? sprachanruf|voix|voz|voz|语音
button=knopf taste schaltflache|bouton boutons|boton botones|botao botoes|按钮
conversion=konversion|-|conversion conversiones|conversao conversoes|转化
experiment=versuch?|experience experiences|experimento experimentos|experimento experimentos|实验
variant=variante varianten|variante variantes|variante variantes|variante variantes|变体
feature=funktion funktionen|fonctionnalite fonctionnalites|funcionalidad funcionalidades|funcionalidade funcionalidades|功能
volume=-|volumes|volumen volumenes|volumes|卷 体积
core=kerne|coeur coeurs|nucleo nucleos|nucleo nucleos|核心
frequency=frequenz frequenzen|frequence frequences|frecuencia frecuencias|frequencia frequencias|频率
fan=lufter ventilator|ventilateur ventilateurs|ventilador ventiladores|ventilador ventiladores|风扇?
supply=versorgung netzteil|alimentation|suministro|fornecimento abastecimento|供电 供应
generator=generatoren stromerzeuger|generateur generateurs groupe_electrogene|generador generadores|gerador geradores|发电机
phase=phasen|-|fase fases|fase fases|相位 阶段
mobile=mobil handy handys|mobile mobiles portable portables application_mobile|movil moviles celular celulares|celular celulares telemovel telemoveis aplicativo_movel|手机 移动端
tablet=tablets|tablette tablettes|tableta tabletas|-|平板
card freeze=kartensperre|gel_de_carte|bloqueo_de_tarjeta|bloqueio_de_cartao|冻结卡
german=deutsch deutsche deutschen deutscher deutschsprachig|allemand allemande allemands allemandes|aleman alemana alemanes|alemao alema alemaes|德语 德文
french=franzosisch franzosische franzosischen|francais francaise francaises|frances francesa franceses|frances francesa franceses|法语 法文
spanish=spanisch spanische spanischen|espagnol espagnole espagnols|espanol espanola espanoles|espanhol espanhola espanhois|西班牙语
english=englisch englische englischen|anglais anglaise anglaises|ingles inglesa ingleses|ingles inglesa ingleses|英语 英文
`;

const ROWS: ReadonlyArray<readonly [english: string, columns: readonly string[]]> = TABLE.trim()
  .split('\n')
  .map((row) => {
    const [english = '', words = ''] = row.split('=');
    return [english, words.split('|')];
  });

/** The nouns of a language beside those of its lexicon, in the same form; `?` follows each, as what the lexicon says comes first. */
export const nounsByMeaning = (
  language: Language,
): ReadonlyArray<readonly [english: string, words: string[]]> =>
  ROWS.flatMap(([english, columns]) => {
    const words = (columns[COLUMNS.indexOf(language)] ?? '-').split(' ').filter((word) => word !== '-');
    return words.length === 0
      ? []
      : [[english, words.map((word) => (word.endsWith('?') ? word : `${word}?`))]];
  });
