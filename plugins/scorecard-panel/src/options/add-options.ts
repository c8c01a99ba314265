import { type FieldConfigEditorBuilder, type PanelOptionsEditorBuilder } from '@grafana/data';
import { t } from '@grafana/i18n';
import { defaultOptions, type ScorecardFieldOptions, type ScorecardOptions } from './options';

export function addOptions(builder: PanelOptionsEditorBuilder<ScorecardOptions>): void {
  const comparison = [t('options.category.comparison', 'Comparison')];
  const tiles = [t('options.category.tiles', 'Tiles')];
  builder
    .addRadio({
      path: 'compareWith',
      name: t('options.compare-with.name', 'Compare with'),
      category: comparison,
      defaultValue: defaultOptions.compareWith,
      settings: {
        options: [
          { value: 'previous', label: t('options.compare-with.previous', 'Period before') },
          { value: 'query', label: t('options.compare-with.query', 'Other query') },
          { value: 'none', label: t('options.compare-with.none', 'Nothing') },
        ],
      },
    })
    .addTextInput({
      path: 'compareRefId',
      name: t('options.compare-ref-id.name', 'Query to compare with'),
      description: t('options.compare-ref-id.description', 'Its letter; its fields have the same names'),
      category: comparison,
      defaultValue: defaultOptions.compareRefId,
      showIf: ({ compareWith }) => compareWith === 'query',
    })
    .addTextInput({
      path: 'compareLabel',
      name: t('options.compare-label.name', 'Comparison in words'),
      description: t('options.compare-label.description', 'Such as “vs. last year”; empty names the compared period'),
      category: comparison,
      defaultValue: defaultOptions.compareLabel,
      showIf: ({ compareWith }) => compareWith !== 'none',
    })
    .addSliderInput({
      path: 'columns',
      name: t('options.columns.name', 'Tiles side by side'),
      description: t('options.columns.description', '0 fits as many as there is room for'),
      category: tiles,
      defaultValue: defaultOptions.columns,
      settings: { min: 0, max: 12, step: 1 },
    })
    .addBooleanSwitch({
      path: 'showSpark',
      name: t('options.spark.name', 'Spark line'),
      category: tiles,
      defaultValue: defaultOptions.showSpark,
    })
    .addBooleanSwitch({
      path: 'showStatus',
      name: t('options.status.name', 'Status from thresholds'),
      description: t('options.status.description', 'Green is on track, yellow or orange is watch, red is act'),
      category: tiles,
      defaultValue: defaultOptions.showStatus,
    });
}

export function addFieldOptions(builder: FieldConfigEditorBuilder<ScorecardFieldOptions>): void {
  builder.addRadio({
    path: 'direction',
    name: t('options.direction.name', 'Good is'),
    description: t('options.direction.description', 'Judges a change; what the data say about it comes first'),
    settings: {
      options: [
        { value: 'up', label: t('options.direction.up', 'Up') },
        { value: 'down', label: t('options.direction.down', 'Down') },
        { value: 'none', label: t('options.direction.none', 'Neither') },
      ],
    },
  });
}
