const COUNT = '\\d+|two|three|four|five|six|seven|eight|nine|ten|twelve';
const DAYS = 'today|yesterday|heute|gestern|hier|ayer|hoy|ontem|hoje';

/** "de 8h à 14h", "das 8h às 14h", "de las 8 a las 14 h": from an hour to another. */
const HOURS =
  /,?\s+(?:de|das|da|desde as|de las|desde las)\s+(\d{1,2})\s?(?:h|hs|horas|heures)?\s+(?:à|a|às|as|a las|até|até as|até às|hasta las)\s+(\d{1,2})\s?(?:h|hs|horas|heures)(?![\p{L}\d])/giu;

/** "for every hour of the last six": the unit of the length is the bucket's. */
const HOURS_OF_THE_LAST = new RegExp(
  `\\b(minute|hour|day|week)(?:s)? (?:of|in|over|for|during|within) the (last|past) (${COUNT})(?![\\p{L}\\d]| (?:seconds?|minutes?|hours?|days?|weeks?|months?))`,
  'giu',
);

/** "yesterday morning (6 to 12)" says the hours twice, "and in the afternoon" leaves the day out, and "today 8-10" the minutes. */
export const plainTimes = (request: string) =>
  request
    .replaceAll(/\b(?:ystd|yday|ystdy|yest)\b/giu, 'yesterday')
    .replaceAll(HOURS, ' entre $1:00-$2:00')
    .replaceAll(/(?<![\d:.])(1[0-2]|[1-9]) in the morning\b/giu, '$1am')
    .replaceAll(/(?<![\d:.])(1[0-2]|[1-9]) in the (?:afternoon|evening)\b/giu, '$1pm')
    .replaceAll(HOURS_OF_THE_LAST, '$1 in the $2 $3 $1s')
    .replaceAll(
      /(?<!\b(?:hours?|minutes?|times?|parts?|end|start|beginning|rest|course) )\bof the day\b(?! (?:before|after))/giu,
      'today',
    )
    .replaceAll(
      /\((?:6|06)(?::00)?\s?(?:h|uhr)?\s?(?:to|bis|a|à|as|às|-|–)\s?12(?::00)?\s?(?:h|uhr)?\)/giu,
      '',
    )
    .replaceAll(/\(12(?::00)?\s?(?:h|uhr)?\s?(?:to|bis|a|à|as|às|-|–)\s?18(?::00)?\s?(?:h|uhr)?\)/giu, '')
    .replaceAll(
      /\b(today|yesterday)( (?:morning|afternoon|evening)\b.*?)\bin the (morning|afternoon|evening)\b/giu,
      '$1$2$1 $3',
    )
    .replaceAll(
      /\bbetween ((?:yesterday|today) (?:morning|afternoon|evening))\s+and ((?:yesterday|today) (?:morning|afternoon|evening))\b/giu,
      '$1 vs $2',
    )
    .replaceAll(
      new RegExp(`\\b(${DAYS}) (\\d{1,2})\\s?[-–]\\s?(\\d{1,2})(?=\\s|$)`, 'giu'),
      '$1 $2:00-$3:00',
    );
