/** The name that words give to something: in quotes, or after "called", "named" or "titled". Null when they give none. */
export function statedName(words: string): string | null {
  const quoted = /"([^"]+)"|“([^”]+)”|(?<!\w)'([^']+)'(?!\w)|`([^`]+)`/.exec(words);
  const name = quoted?.slice(1).find((each) => each !== undefined);
  if (name !== undefined) return name.trim();
  const called =
    /\b(?:called|named|titled|by the name(?: of)?|name it|call it)\s+(.+?)(?=\s+(?:with|that|which|for|in|on|and|when|if|showing|from|to|every|each|by|of (?:the|my|our|an?)|at \d)\b|[,.;!?]|$)/i.exec(
      words,
    );
  return called?.[1]?.trim() || null;
}
