import { readlinkSync } from 'node:fs';

/** The zone of this machine. The first use of Intl takes some 10 ms, so the link of the system is read where it decides. */
function systemZone(): string {
  if (process.env.TZ === undefined)
    try {
      const zone = /\/zoneinfo\/(\w+(?:\/[\w+-]+){0,2})$/.exec(readlinkSync('/etc/localtime'))?.[1];
      if (zone !== undefined) return zone.replace(/^Etc\/(?=UTC$)/, '');
    } catch {
      // Not every system has the link.
    }
  return Intl.DateTimeFormat()
    .resolvedOptions()
    .timeZone.replace(/^Etc\/(?=UTC$)/, '');
}

/** The name of a zone of the settings, such as Europe/Berlin: that of this machine for `system`. */
export const zoneName = (timeZone: string): string => (timeZone === 'system' ? systemZone() : timeZone);
