import { Hono } from 'hono';
import { Button, Card, type Html, PageHeader } from '#src/platform/ui/index.js';
import { notFound, page } from '#src/platform/web/http.js';
import type { Web, WebEnv, WebRoutes } from '#src/platform/web/web.js';
import { safePath } from './safe-path.js';
import type { SignIn } from './sign-in.js';

/** Somebody of the demonstration whose place one may take. */
export interface Persona {
  /** In the address of the press: of the person, or of what awaits them. */
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** « Agent de délivrance ». */
  readonly part: string;
  readonly body: string;
  /** What awaits them: « Une commande à signer ». */
  readonly hint?: string | undefined;
}

export interface PersonaGroup {
  readonly title: string;
  readonly people: readonly Persona[];
}

/** The demonstration's page of personas: signs in as anyone of them by a press. Mounted nowhere else. */
export function personaRoutes(
  web: Web,
  parts: {
    signIn: SignIn;
    personas: () => Promise<readonly PersonaGroup[]>;
    /** Who reads the mail of that address: a signatory or a holder may never have come yet. */
    personOf: (persona: Persona) => Promise<string>;
  },
): WebRoutes {
  const app = new Hono<WebEnv>();
  if (!web.demonstration) return app;

  app.get('/personnages', async (c) =>
    page(
      c,
      { title: 'Personnages' },
      <PersonasPage groups={await parts.personas()} current={c.get('actor')?.email} />,
    ),
  );

  app.post('/personnages/:id', async (c) => {
    const groups = await parts.personas();
    const persona = groups.flatMap(({ people }) => people).find((each) => each.id === c.req.param('id'));
    if (!persona) return notFound(c);
    await parts.signIn.signOut(c.req.raw.headers);
    c.header('set-cookie', await parts.signIn.openSession(await parts.personOf(persona)), { append: true });
    return c.redirect(safePath(c.req.query('retour')), 303);
  });

  return app;
}

function PersonasPage(props: { groups: readonly PersonaGroup[]; current: string | undefined }): Html {
  return (
    <div class="stack">
      <PageHeader
        title="Qui voulez-vous être ?"
        lead="Cette démonstration vous laisse prendre la place de chacun, sans mot de passe ni code. Les personnes et les dossiers sont inventés."
      />
      <div class="grid">
        {props.groups.map(({ title, people }) => (
          <Card title={title}>
            <ul class="personas">
              {people.map((persona) => (
                <li>
                  <Place persona={persona} current={persona.email === props.current} />
                </li>
              ))}
            </ul>
          </Card>
        ))}
      </div>
    </div>
  );
}

function Place({ persona, current }: { persona: Persona; current: boolean }): Html {
  const { id, name, part, body, hint } = persona;
  return (
    <>
      <div>
        <strong>{name}</strong>
        <br />
        {part}
        <br />
        <span class="soft">{body}</span>
        {hint && (
          <>
            <br />
            <span>{hint}</span>
          </>
        )}
      </div>
      {current ? (
        <span class="soft">C’est vous</span>
      ) : (
        <form method="post" action={`/personnages/${id}`}>
          <Button variant="secondary" small>
            Prendre sa place<span class="ds-sr-only"> : {name}</span>
          </Button>
        </form>
      )}
    </>
  );
}
