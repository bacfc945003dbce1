/** Ways to say the same otherwise, which must not change what is understood. */
export const VARIANTS: Readonly<Record<string, (request: string, at: number) => string>> = {
  politeness: (request) =>
    `Hello, could you please ${request.charAt(0).toLowerCase()}${request.slice(1)}${/[.?!]$/.test(request) ? '' : ','} thanks a lot`,
  'lower case': (request) => request.toLowerCase(),
  'no punctuation': (request) => request.replace(/[.!?]+$/, ''),
  /** Two neighbouring letters of one longer plain word change places. */
  'a typo': (request, at) => {
    const words = [...request.matchAll(/(?<![\w@./'"`-])[a-z]{5,}(?![\w@./'"`-])/g)];
    const word = words[at % Math.max(1, words.length)];
    if (!word) return request;
    const middle = word.index + 2;
    return `${request.slice(0, middle)}${request[middle + 1]}${request[middle]}${request.slice(middle + 2)}`;
  },
  /** The last clause comes first: `in the last hour, show errors`. */
  'word order': (request) => {
    const clause =
      /^(.{12,}?),?\s+((?:in|on|from|since|during|over|for|within)\s+(?:the\s+)?[^,.?!]{4,40})([.?!]*)$/i.exec(
        request,
      );
    return clause ? `${clause[2]}, ${clause[1]}${clause[3]}` : request;
  },
};
