import { orderPaths } from '#src/orders/paths.js';
import { siret } from '#src/platform/french/french.js';
import {
  Actions,
  Button,
  Empty,
  ErrorSummary,
  Form,
  Hidden,
  type Html,
  PageHeader,
  RadioGroup,
  Stack,
  TextField,
} from '#src/platform/ui/index.js';

interface Found {
  readonly id: string;
  readonly name: string;
  readonly siret: string | null;
  readonly siretPresumed: boolean;
  readonly postalCode: string;
  readonly city: string;
}

/** Find the organisation by name, postal code or SIRET, then start the draft. */
export function StartOrderPage(props: {
  query: string;
  found: readonly Found[];
  more?: boolean;
  error?: string | undefined;
}): Html {
  const { query, found, error } = props;
  return (
    <Stack>
      <ErrorSummary
        errors={
          error ? [found.length > 0 ? { field: 'organisation', message: error } : { message: error }] : []
        }
      />
      <PageHeader
        title="Quel organisme commande ?"
        trail={[{ label: 'Commandes', href: orderPaths.list }]}
        lead="Une commune, une communauté de communes, un syndicat, un CCAS… de Bretagne. Comptez dix minutes ; vos réponses sont gardées à mesure."
      />
      <search>
        <form class="form" method="get" action={orderPaths.start}>
          <TextField
            name="q"
            label="Nom, code postal ou SIRET"
            value={query}
            type="search"
            width="full"
            maxlength={100}
            hint="Par exemple : Acigné, 35690 ou 213 500 010 00011."
          />
          <Actions>
            <Button variant={found.length > 0 ? 'secondary' : 'primary'}>Chercher</Button>
          </Actions>
        </form>
      </search>
      {query !== '' && found.length === 0 && (
        <Empty title="Aucun organisme trouvé" icon="info">
          Vérifiez l’orthographe, ou cherchez par code postal. S’il n’y figure pas,{' '}
          <a href="/organismes/nouveau">ajoutez-le</a> : le registre sera consulté plus tard.
        </Empty>
      )}
      {found.length > 0 && (
        <Form action={orderPaths.list}>
          <Hidden name="q" value={query} />
          <RadioGroup
            name="organisation"
            legend={found.length === 1 ? 'Un organisme trouvé' : `${found.length} organismes trouvés`}
            value={found.length === 1 ? found[0]?.id : undefined}
            error={error}
            framed
            options={found.map((each) => ({
              value: each.id,
              label: each.name,
              hint: [
                `${each.postalCode} ${each.city}`.trim(),
                each.siret ? `SIRET\u00a0${siret(each.siret)}${each.siretPresumed ? ' (présumé)' : ''}` : '',
              ]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
          {props.more && (
            <p>D’autres organismes répondent à cette recherche : précisez le nom ou le code postal.</p>
          )}
          <p>
            Le vôtre n’y est pas ? Cherchez par code postal, ou <a href="/organismes/nouveau">ajoutez-le</a>.
          </p>
          <Actions>
            <Button>Commencer la commande</Button>
          </Actions>
        </Form>
      )}
    </Stack>
  );
}
