import { type Config, ConfigError } from '#src/platform/config/config.js';

/** A port or an address where the service can't listen, said by the name of its variable; undefined for anything else. */
export function listeningProblem(
  error: unknown,
  { port, host }: Pick<Config, 'port' | 'host'>,
): ConfigError | undefined {
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  const told = (variable: string, problem: string): ConfigError =>
    new ConfigError([{ variable, problem }], { cause: error });
  if (syscall === 'getaddrinfo') {
    return told(
      'HOST',
      `${host} n’est pas une adresse connue de cette machine. Écrivez 127.0.0.1, ou 0.0.0.0 pour toutes.`,
    );
  }
  if (syscall !== 'listen') return undefined;
  switch (code) {
    case 'EADDRINUSE':
      return told(
        'PORT',
        `le port ${port} est déjà pris. Arrêtez le programme qui l’occupe, ou choisissez-en un autre, par exemple PORT=${port === 3000 ? 3001 : 3000}.`,
      );
    case 'EACCES':
      return told(
        'PORT',
        `ce compte ne peut pas écouter sur le port ${port}. Choisissez-en un à partir de 1024.`,
      );
    case 'EADDRNOTAVAIL':
      return told(
        'HOST',
        `${host} n’est pas une adresse de cette machine. Écrivez 127.0.0.1, ou 0.0.0.0 pour toutes.`,
      );
    default:
      return undefined;
  }
}
