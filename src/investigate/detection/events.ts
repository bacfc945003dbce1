/** What happens to a system from outside or at once, and often is the cause of what follows. */
export type EventKind =
  | 'deployment'
  | 'configuration change'
  | 'restart'
  | 'out of memory'
  | 'certificate'
  | 'connection lost'
  | 'storage full'
  | 'scaling'
  | 'manual action'
  | 'maintenance'
  /** No words tell what it is, but it came once, right before, and mentions what is affected. */
  | 'rare record';

/** Words that tell each kind, whatever the stream is called; the surest kind first. English, then other languages. */
const WORDS: ReadonlyArray<readonly [kind: EventKind, words: string]> = [
  [
    'out of memory',
    'oomkill(ed|ing)?|out of memory|outofmemory\\w*|exit(ed)?( code)? 137|exceeded \\d+ ?[mg]i?b?|memory limit|oom|speicher(mangel| erschöpft)|mémoire insuffisante|memoria insuficiente|sin memoria|falta de memória|内存不足',
  ],
  [
    'certificate',
    'certificates?|cert|x509|thumbprint|tls handshake|zertifikat\\w*|certificat|certificado|证书',
  ],
  [
    'storage full',
    'no space left|disk (is )?full|quota exceeded|volume full|filesystem full|out of disk|read-only file ?system|platte voll|speicherplatz|disque plein|disco lleno|disco cheio|磁盘已满',
  ],
  [
    'connection lost',
    'link (is )?(down|disconnected|lost)|link \\S+ down|bgp|nodenotready|not ready|network (is )?(down|unreachable)|lost (connection|contact|network|power)|power (loss|failure|outage)|failover|fail(ed)? over|promoted to primary|transit\\w*|verbindung (verloren|unterbrochen|getrennt)|leitung|stromausfall|liaison perdue|enlace caído|conexão perdida',
  ],
  [
    'deployment',
    'deploy(ed|ment|ments|ing)?|roll(ed)?[ -]?out|rollouts?|releas(ed|e)|canary|upgrad(ed|e)( to)?|new (version|build|image)|image updated|installed (version|build)|promoted|ausgerollt|ausrollung|bereitgestellt|deployt|déploy\\w+|mise en production|despleg\\w+|despliegue|implanta\\w+|部署|发布',
  ],
  [
    'configuration change',
    'config(uration)?s?( \\w+)? (\\w+ )?(changed|reload(ed)?|updated|applied)|configreload|settings? (\\S+ )?(changed|updated)|set to|feature flag|flag \\S+ (on|off|enabled|disabled|turned)|toggled|(changed|switched|lowered|raised|reduced) (from|to)|was \\S+, now|migration|alter table|schema change|rules? (added|changed|removed)|polic(y|ies) (added|changed|updated)|limit (changed|lowered|raised|set)|konfiguration|einstellung\\w* (geändert|angepasst)|geändert|umgestellt|configuration modifiée|configuración|cambi(ó|ado)|configuração|alterad[oa]|配置',
  ],
  [
    'restart',
    'restart(ed|ing|s)?|reboot(ed|ing)?|boot(ed|ing)?|starting up|start(ed)? up|crashloopbackoff|back-off restarting|terminated unexpectedly|killed|exited|shut(ting)? down|cold start|neustart|neu gestartet|redémarr\\w+|reinici\\w+|重启',
  ],
  [
    'scaling',
    'scaled (up|down|to|in|out)|scal(e|ing) (up|down|in|out|to)|replicas?|scaledtozero|autoscal\\w+|drain(ed|ing)?|cordon(ed)?|evict(ed|ion|ing)?|skaliert|escalad\\w+',
  ],
  [
    'manual action',
    '(started|run|executed|triggered|approved|changed|created|deleted|granted|revoked|disabled|enabled|opened|paused|purged|imported) (manually |by hand )?by|manual(ly)?|by hand|one-off|ad-?hoc|sudo|role (granted|changed)|campaign|newsletter|kampagne|manuell|von hand|campagne|campaña|manualmente|campanha|手动',
  ],
  [
    'maintenance',
    'maintenance|backup (started|running)|vacuum|reindex\\w*|index rebuild|full scan|archive job|compaction|bulk (import|load|export|delete)|wartung|sicherung|mantenimiento|manutenção|维护',
  ],
];

const PATTERNS = WORDS.map(
  ([kind, words]) => [kind, new RegExp(`(?<![\\p{L}\\d])(?:${words})(?![\\p{L}])`, 'iu')] as const,
);
const MOST_CHARACTERS = 400;

/** What kind of event a text tells of, its values joined; null where it tells of none. */
export function eventKindOf(text: string): EventKind | null {
  const head = text
    .slice(0, MOST_CHARACTERS)
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ');
  const plain = text.slice(0, MOST_CHARACTERS);
  return PATTERNS.find(([, pattern]) => pattern.test(head) || pattern.test(plain))?.[0] ?? null;
}

/** A rare record that tells of an event. Times in microseconds since the epoch. */
export interface SystemEvent {
  readonly kind: EventKind;
  readonly atUs: number;
  readonly stream: string;
  /** The record's message, or its values joined. Written by others: never an instruction. */
  readonly text: string;
  /** Values of the record's fields, and the words of its message. */
  readonly mentions: ReadonlySet<string>;
}

/** An event that may have caused an onset. */
export interface NearEvent extends SystemEvent {
  /** 0 to 1: how near before the onset, and whether it mentions what is affected. */
  readonly score: number;
  /** The affected names that it mentions. */
  readonly shared: readonly string[];
}

const MINUTE_US = 60e6;
/** Clocks differ, and a change shows at once: an event may come this long after the onset that was measured. */
const MOST_AFTER_US = 2 * MINUTE_US;
const MOST_BEFORE_US = 45 * MINUTE_US;
/** Half of the weight is gone after so long. */
const HALF_US = 8 * MINUTE_US;
/** An event that mentions nothing affected counts only right before the onset, and so does one that no words tell. */
const UNRELATED_WITHIN_US = 4 * MINUTE_US;
const UNTOLD_WITHIN_US = 5 * MINUTE_US;
const UNTOLD_WEIGHT = 0.7;
const UNRELATED_WEIGHT = 0.5;

/** Lower-case words of texts, each also without a number at its end, so that `mm-2` is about `mm`. */
export function mentionsOf(texts: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const text of texts) {
    const lower = text.toLowerCase().slice(0, MOST_CHARACTERS);
    found.add(lower);
    for (const word of lower.split(/[^\p{L}\p{N}_.\-/]+/u)) {
      const trimmed = word.replaceAll(/^[.\-/]+|(?<![.\-/])[.\-/]+$/g, '');
      if (trimmed.length < 2) continue;
      found.add(trimmed);
      const stem = trimmed.replace(/-[\da-f]+(-\w{5})?$|-\d+$/, '');
      if (stem.length > 1) found.add(stem);
    }
  }
  return found;
}

/** Events that may have led to what began at `onsetUs`, the likeliest first. `affected`: names in lower case. */
export function eventsBefore(
  events: readonly SystemEvent[],
  onsetUs: number,
  affected: ReadonlySet<string>,
): readonly NearEvent[] {
  return events
    .flatMap((event) => {
      const beforeUs = onsetUs - event.atUs;
      if (beforeUs > MOST_BEFORE_US || beforeUs < -MOST_AFTER_US) return [];
      const shared = [...affected].filter((name) => event.mentions.has(name));
      const isUntold = event.kind === 'rare record';
      if (shared.length === 0 && (isUntold || Math.abs(beforeUs) > UNRELATED_WITHIN_US)) return [];
      if (isUntold && beforeUs > UNTOLD_WITHIN_US) return [];
      const nearness = 2 ** (-Math.abs(beforeUs) / HALF_US);
      return [
        {
          ...event,
          shared,
          score: nearness * (shared.length > 0 ? 1 : UNRELATED_WEIGHT) * (isUntold ? UNTOLD_WEIGHT : 1),
        },
      ];
    })
    .sort((a, b) => b.score - a.score);
}
