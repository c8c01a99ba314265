import { unescaped } from '@branchlight/panel-kit';
import { useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Input, useStyles2 } from '@grafana/ui';
import { ChoiceMenu } from '../../../components/ChoiceMenu';
import { Section } from '../../../components/Section';
import { SectionState } from '../../../components/SectionState';
import { findFrame, readGroups } from '../../../data/frames';
import { isCovered } from '../../../figures/change';
import { type ListOrder, orderRows, withChanges } from '../../../figures/ranking';
import { type Metric } from '../../../metrics/metric';
import { buildGroupTargets, type PageQueryInput } from '../../../queries/page-queries';
import { tooFewText } from '../too-few-text';
import { type PageProps } from '../page-props';
import { useSection } from '../use-section';
import { OutletTable } from './OutletTable';

const FIRST_ROWS = 10;
const MORE_ROWS = 50;
const ORDERS = {
  largest: { key: 'value', descending: true },
  rises: { key: 'change', descending: true },
  falls: { key: 'change', descending: false },
} as const satisfies Record<string, ListOrder>;

/** All outlets of the scope: searchable, sortable, the largest rises and falls one click away. */
export function OutletSection({ metric, ...page }: PageProps & { metric: Metric }) {
  const { scene, context, selection, input } = page;
  const styles = useStyles2(getStyles);
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<ListOrder>(ORDERS.largest);
  const [limit, setLimit] = useState(FIRST_ROWS);
  // Within an outlet the list stays that of its region: the way to its neighbours.
  const listInput: PageQueryInput = { ...input, scope: { region: input.scope.region } };
  const result = useSection(context, buildGroupTargets(metric, 'outlet', listInput), {
    ...listInput,
    metrics: [metric],
    by: 'outlet',
  });
  const { frames, asked } = result;
  const shown = asked?.metrics[0] ?? metric;

  const rows = useMemo(() => {
    const groups = readGroups(findFrame(frames, 'now'), findFrame(frames, 'before'), 'outlet', shown);
    const compared = asked?.compared;
    return withChanges(groups, compared !== undefined && isCovered(shown.behaviour, compared, context.span));
  }, [frames, asked, shown, context.span]);
  const found = useMemo(() => orderRows(rows, search, order), [rows, search, order]);
  const isComparable = rows.some(({ change }) => change !== null);

  return (
    <Section
      title={t('outlets.title', 'Outlets')}
      note={
        result.isLoading
          ? undefined
          : t('outlets.count', '{{count, number}} outlets', { count: found.length, ...unescaped })
      }
      isStale={result.isStale}
      actions={
        <div className={styles.tools}>
          <ChoiceMenu
            label={t('outlets.order', 'Order')}
            value={nameOrder(order)}
            options={[
              { value: 'largest', label: t('outlets.largest', 'Largest first') },
              ...(isComparable
                ? [
                    { value: 'rises', label: t('outlets.rises', 'Largest rises') },
                    { value: 'falls', label: t('outlets.falls', 'Largest falls') },
                  ]
                : []),
            ]}
            onChange={(name) =>
              setOrder(name === 'rises' ? ORDERS.rises : name === 'falls' ? ORDERS.falls : ORDERS.largest)
            }
          />
          <Input
            className={styles.search}
            type="search"
            placeholder={t('outlets.search', 'Find an outlet')}
            aria-label={t('outlets.search', 'Find an outlet')}
            value={search}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
              setLimit(FIRST_ROWS);
            }}
          />
        </div>
      }
    >
      <SectionState result={result} empty={found.length === 0 ? emptyText(search, shown) : undefined} height={240}>
        <OutletTable
          rows={found.slice(0, limit)}
          metric={shown}
          currency={context.viewer.bank.currency}
          current={selection.scope.outlet}
          regionOf={selection.level === 'bank' ? (code) => regionNameOf(page, code) : undefined}
          isComparable={isComparable}
          order={order}
          onOrder={setOrder}
          onOpen={(outlet) => scene.drillTo({ outlet })}
        />
        {found.length > limit && (
          <Button variant="secondary" fill="text" className={styles.more} onClick={() => setLimit(limit + MORE_ROWS)}>
            {t('outlets.more', 'Show more ({{count, number}} not shown)', {
              count: found.length - limit,
              ...unescaped,
            })}
          </Button>
        )}
      </SectionState>
    </Section>
  );
}

function emptyText(search: string, metric: Metric): { title: string; text: string } {
  if (search === '' && metric.base !== undefined) {
    return tooFewText();
  }
  return search === ''
    ? {
        title: t('outlets.none', 'No outlet has figures in this period'),
        text: t('outlets.none-next', 'Choose another period.'),
      }
    : {
        title: t('outlets.not-found', 'No outlet of this name'),
        text: t('outlets.not-found-next', 'Search for a part of the name or the code.'),
      };
}

function regionNameOf({ context }: PageProps, code: string): string | undefined {
  return context.outlets.find((outlet) => outlet.code === code)?.regionName;
}

function nameOrder({ key, descending }: ListOrder): string | undefined {
  return Object.entries(ORDERS).find(([, order]) => order.key === key && order.descending === descending)?.[0];
}

const getStyles = (theme: GrafanaTheme2) => ({
  tools: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), alignItems: 'center' }),
  search: css({ width: 200 }),
  more: css({ marginTop: theme.spacing(1) }),
});
