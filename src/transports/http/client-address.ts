/**
 * The address of the client: the entry of X-Forwarded-For that the outermost of our own proxies wrote, counted from the
 * right, since everything left of it may be invented. Without trusted proxies it is the other end of the socket.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | null,
  trustedHops: number,
): string {
  const chain = [...(forwardedFor ?? '').split(','), socketAddress ?? '']
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return chain[Math.max(0, chain.length - 1 - trustedHops)] ?? '';
}
