import type { WriteAction, WriteOrder } from './order-words.ts';

const VERBS: ReadonlyArray<readonly [action: WriteAction, verb: string]> = [
  ['delete', '删除|删掉|删去|删了|删|移除|清除|清空|去掉|销毁|撤销|移走'],
  ['off', '静音|关闭|关掉|停用|禁用|暂停|停止|屏蔽|关'],
  ['on', '启用|开启|打开|恢复|激活|重新启用|取消静音'],
  ['create', '创建|新建|建立|建|添加|增加|加|设置|保存|写入|导入|上传|邀请|通知|提醒|告警|报警|发送|生成|做'],
  ['update', '修改|更改|改成|改为|改|更新|设置|设为|设成|重命名|调整|提高|降低|延长|缩短|替换|换成|添加|设'],
  ['move', '移动|移到|移至|挪到|放到|放进|转移'],
  ['copy', '复制|克隆|拷贝'],
  ['run', '触发|测试|执行|运行|重试|启动'],
  ['cancel', '取消|中止|终止'],
];
const OPENERS =
  /^(?:好的?|那么?|嗨|你好|您好|请|麻烦(?:你|您)?|劳驾|拜托|帮(?:我|我们|忙)|给我|替我|你|您|现在|马上|立即|立刻|赶紧|快|先|再|然后|接着|最后|并且|并|同时|也|还|顺便|一下|直接|就|[\s,，:：、])+/u;
const REQUEST = /(?:请|麻烦|帮我|帮忙|能帮|可以帮|劳驾|拜托)/u;
const ABLE = /^(?:能不能|可不可以|可以|能否|能|可否|是否可以|可以请)(?:请|麻烦|帮我|帮忙)?(?:你|您)?/u;
const NEGATION = /(?:不|别|勿|没|未|莫|无需|无须|休|禁止|拒绝|避免|切忌|甭)/u;
const QUESTION =
  /(?:吗|么|呢|怎么|怎样|如何|为什么|为何|是否|要不要|该不该|应不应该|是不是|会不会|谁|什么|哪|几|多少|吧\?|行不行|好不好)/u;
const CONDITION = /(?:如果|要是|假如|假设|若|倘若|一旦|的话|除非|只要|当[^当]*时|之前|之后|等[^等]*再|以后)/u;
const REPORT =
  /(?:说|告诉|让我|叫我|要求|要我|建议|写道|提到|(?<!数)据(?!说明)|根据|命令|吩咐|被|曾|已经|昨天|刚才|刚刚|上周|想要我|文档|工单|例如|比如|老板|同事)/u;
const SUBJECT = /^(?:我们?|他们?|她们?|它们?|大家|有人|谁|系统|用户|咱们)/u;
const WANT = /^我们?(?:想要?|需要|要|希望)(?:你|您)?/u;
const RETRACTION = /(?:算了|等等|开玩笑|不用了|别了|不要了|取消吧|还是不)/u;

const FIGURE = String.raw`(?=.*(?:\d|没有数据|无数据))`;
const POLITE = '(?:请|麻烦|帮我)?';
const WHEN = '(?:当|如果|一旦|若|要是)';
const NEW_ALERT = String.raw`(?:创建|新建|建立|设置|添加|增加|建|设|加)\s*(?:一?[个条]|新的?)?\s*(?:告警|警报|报警)(?!规则|历史|记录)`;
/** Conditions that are part of the order. */
const ALERTS = [
  // "When there are more than 10 errors in 5 minutes, notify x", or "... create an alert".
  new RegExp(
    String.raw`^${POLITE}${WHEN}?${FIGURE}.*(?:时候?|的话|就|[,，])\s*(?:请|就|立即|马上|帮我)*(?:(?:通知|提醒|告警给|报警给)\s*[^\s了]|${NEW_ALERT})`,
    'u',
  ),
  // "Create an alert when there are more than 10 errors".
  new RegExp(String.raw`^${POLITE}${FIGURE}${NEW_ALERT}\s*[,，:：]?\s*${WHEN}`, 'u'),
];
const ASKS = /[?？吗]|什么|怎么|怎样|如何|为什么|为何|是否|哪|谁/u;

/** What follows from a condition: "if it is empty, delete it". */
const THEN = /[,，]|就|则|那么/gu;

/** Orders, and those that only hold under a condition. */
export interface ChineseOrders {
  readonly orders: readonly WriteOrder[];
  readonly conditional: readonly WriteOrder[];
}

/** What a request in Chinese orders: a verb in front, or after 把. `masked` has quotations blanked at the same length. */
export function readChineseOrders(masked: string, words: string): ChineseOrders {
  const orders: WriteOrder[] = [];
  const conditional: WriteOrder[] = [];
  if (RETRACTION.test(masked)) return { orders, conditional };
  let at = 0;
  for (const sentence of masked.split(/(?<=[。！？；\n]|[!?;](?=\s|\p{Script=Han}|$))/u)) {
    const offset = masked.indexOf(sentence, at);
    at = offset + sentence.length;
    if (REPORT.test(sentence)) continue;
    if (
      ALERTS.some((alert) => alert.test(sentence)) &&
      !ASKS.test(sentence) &&
      !NEGATION.test(sentence.replace(/[没无]有?数据/u, ''))
    ) {
      orders.push({ actions: ['create'], words: words.slice(offset, at).trim(), isWarning: true });
      continue;
    }
    const isAsked = /[?？]\s*$/u.test(sentence) || QUESTION.test(sentence);
    if (isAsked && !REQUEST.test(sentence)) continue;
    if (isAsked && /(?:怎么|怎样|如何|为什么|谁|是否|要不要|该不该|哪|什么)/u.test(sentence)) continue;
    const isConditional = CONDITION.test(sentence);
    const then = isConditional ? ([...sentence.matchAll(THEN)].at(-1)?.index ?? sentence.length) : 0;
    let start = then;
    /** Whether an order of this sentence came before. */
    let isOwn = false;
    for (const clause of sentence.slice(then).split(/(?<=[^,，][,，、;；])/u)) {
      const from = offset + start;
      start += clause.length;
      let rest = clause.trim().replace(/(?<![。！!？?；;,，\s])[。！!？?；;,，\s]+$/u, '');
      if (NEGATION.test(rest)) break;
      for (let before = ''; before !== rest; ) {
        before = rest;
        rest = rest.replace(OPENERS, '').replace(ABLE, '').replace(WANT, '');
      }
      if (SUBJECT.test(rest)) continue;
      const actions = VERBS.filter(([, verb]) => {
        const front =
          new RegExp(`^(?:${verb})(?!了)\\s*\\S`, 'u').test(rest) &&
          !/^(?:删除|修改|创建|移除)(?:请求|操作|事件|权限|记录数|次数)/u.test(rest);
        const behind = new RegExp(`^(?:把|将).+?(?:${verb})`, 'u').test(rest);
        const topic =
          new RegExp(`^[^\\p{Script=Han}]*\\S+\\s*(?:${verb})(?:掉|了)?$`, 'u').test(rest) &&
          /^[\w§"'“”-]/u.test(rest);
        const given = new RegExp(
          `^(?:给|为|对|在)\\s*[\\w§.-]+(?:\\s*上)?\\s*(?:${verb})(?!了)\\s*\\S`,
          'u',
        ).test(rest);
        return front || behind || topic || given;
      }).map(([action]) => action);
      const found = isConditional ? conditional : orders;
      const said = (begin: number) =>
        words
          .slice(begin, from + clause.length)
          .replace(/(?<![。！!？?；;,，\s])[。！!？?；;,，\s]+$/u, '')
          .replace(/^\s*(?:然后|并且?|接着|同时|再)\s*/u, '');
      const last = found.at(-1);
      if (actions.length > 0) found.push({ actions, words: said(from) });
      // What follows without a verb belongs to the order before.
      else if (last && isOwn && rest !== '')
        found[found.length - 1] = { ...last, words: said(words.lastIndexOf(last.words, from)) };
      isOwn = actions.length > 0 || (isOwn && found.length > 0);
    }
  }
  return { orders, conditional };
}
