import type { WebContext } from './web.js';

/**
 * Whom to count a request for: the address of the connection or, behind a proxy that we trust, the one that the
 * proxy saw. Of IPv6, the network (/64), since each subscriber has one.
 */
export function clientOf(c: WebContext, behindProxy: boolean): string {
  const forwarded = behindProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  const address = (forwarded || incoming?.socket?.remoteAddress) ?? 'unknown';
  const plain = address.replace(/^::ffff:/i, '');
  return plain.includes(':') ? plain.split(':').slice(0, 4).join(':') : plain;
}
