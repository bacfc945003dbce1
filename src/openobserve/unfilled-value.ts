/** What is wrong with a value that a shell or client should have changed before; null when nothing is. */
export function unfilledProblem(value: string): string | null {
  if (/\$\{[^{}]*\}|^\$[A-Z_][A-Z0-9_]*$|^%[A-Z_][A-Z0-9_]*%$|\{\{[^{}]*\}\}|^\$\([^()]*\)$/i.test(value))
    return `holds a reference to a variable that was not filled in, such as \${env:API_KEY}: set the variable where the client or shell starts this server`;
  if (/^<[^<>]+>$/.test(value)) return 'is a placeholder: put the value itself there, without < and >';
  return /^(?:(["'`]).*\1|[“„«‘].*[”“»’])$/s.test(value)
    ? 'is enclosed in quotes, which belong to no value: take them out, as in env files of Docker'
    : null;
}
