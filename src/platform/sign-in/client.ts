import { isIPv6 } from 'node:net';
import type { WebContext } from '#src/platform/web/web.js';

/**
 * Whom to count a request for: the address of the connection or, behind a proxy that we trust, the one that the
 * proxy saw. Of IPv6, the network (/64), since each subscriber has one.
 */
export function clientOf(c: WebContext, behindProxy: boolean): string {
  const forwarded = behindProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  const address = (forwarded || incoming?.socket?.remoteAddress) ?? 'unknown';
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, '').replace(/%.*$/, '');
  return isIPv6(plain) ? network(plain) : plain;
}

/** The first four groups of an IPv6 address, however it is shortened. */
function network(address: string): string {
  const [head = '', tail] = address.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array.from({ length: zeros }, () => '0'), ...last];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
