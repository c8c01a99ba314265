import { type PanelOptionsEditorBuilder } from '@grafana/data';
import { t } from '@grafana/i18n';
import { defaultOptions, type ExampleOptions } from './options';

export function addOptions(builder: PanelOptionsEditorBuilder<ExampleOptions>): void {
  builder
    .addRadio({
      path: 'order',
      name: t('options.order.name', 'Order'),
      defaultValue: defaultOptions.order,
      settings: {
        options: [
          { value: 'query', label: t('options.order.query', 'As in the query') },
          { value: 'value', label: t('options.order.value', 'Greatest first') },
        ],
      },
    })
    .addSliderInput({
      path: 'limit',
      name: t('options.limit.name', 'Rows at most'),
      description: t('options.limit.description', '0 shows all'),
      defaultValue: defaultOptions.limit,
      settings: { min: 0, max: 50, step: 1 },
    });
}
