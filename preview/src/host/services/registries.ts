import {
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  FieldColorModeId,
  identityOverrideProcessor,
  numberOverrideProcessor,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
  stringOverrideProcessor,
  ThresholdsMode,
  thresholdsOverrideProcessor,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
  type FieldConfigPropertyItem,
  type StandardEditorsRegistryItem,
  type TransformerRegistryItem,
} from '@grafana/data';
import { UnitPicker } from '@grafana/ui';

/** Editors are not shown by the preview; the registries need one of each for plugins that name them. */
function NoEditor() {
  return null;
}

/** Fills the registries from which panels take their standard options, option editors and transformations. */
export function installRegistries(): void {
  standardFieldConfigEditorRegistry.setInit(listFieldOptions);
  standardEditorsRegistry.setInit(listEditors);
  standardTransformersRegistry.setInit(listTransformers);
}

function createFieldOption(
  id: string,
  name: string,
  process: FieldConfigPropertyItem['process'],
  more: Partial<FieldConfigPropertyItem> = {}
): FieldConfigPropertyItem {
  return {
    id,
    path: id,
    name,
    editor: NoEditor,
    override: NoEditor,
    process,
    shouldApply: () => true,
    category: ['Standard options'],
    ...more,
  };
}

function isNumeric({ type }: { type: string }): boolean {
  return type === 'number';
}

/** Without these the unit, limits and colours of a panel's JSON would not reach its fields. */
function listFieldOptions(): FieldConfigPropertyItem[] {
  return [
    createFieldOption('unit', 'Unit', unitOverrideProcessor),
    createFieldOption('min', 'Min', numberOverrideProcessor, { shouldApply: isNumeric }),
    createFieldOption('max', 'Max', numberOverrideProcessor, { shouldApply: isNumeric }),
    createFieldOption('fieldMinMax', 'Field min/max', identityOverrideProcessor, { shouldApply: isNumeric }),
    createFieldOption('decimals', 'Decimals', numberOverrideProcessor, { shouldApply: isNumeric }),
    createFieldOption('displayName', 'Display name', displayNameOverrideProcessor),
    createFieldOption('color', 'Color scheme', identityOverrideProcessor, {
      defaultValue: { mode: FieldColorModeId.Thresholds },
    }),
    createFieldOption('noValue', 'No value', stringOverrideProcessor),
    createFieldOption('links', 'Data links', dataLinksOverrideProcessor, {
      getItemsCount: (value) => value?.length ?? 0,
    }),
    createFieldOption('actions', 'Actions', identityOverrideProcessor),
    createFieldOption('mappings', 'Value mappings', valueMappingsOverrideProcessor),
    createFieldOption('thresholds', 'Thresholds', thresholdsOverrideProcessor, {
      // One quiet colour; a board that means good and bad says so in its JSON.
      defaultValue: { mode: ThresholdsMode.Absolute, steps: [{ value: -Infinity, color: 'blue' }] },
    }),
    createFieldOption('filterable', 'Ad-hoc filterable', identityOverrideProcessor),
  ];
}

const editorIds = [
  'text',
  'number',
  'slider',
  'boolean',
  'select',
  'multi-select',
  'radio',
  'color',
  'fieldColor',
  'links',
  'actions',
  'unit',
  'mappings',
  'thresholds',
  'stats-picker',
  'strings',
  'timezone',
  'field-name',
  'dashboard-uid',
  'cell-options',
];

function listEditors(): StandardEditorsRegistryItem[] {
  return editorIds.map((id) => ({ id, name: id, editor: id === 'unit' ? UnitPicker : NoEditor }));
}

function listTransformers(): TransformerRegistryItem[] {
  const unique = new Map(Object.values(standardTransformers).map((item) => [item.id, item]));
  return [...unique.values()].map((transformation) => ({
    id: transformation.id,
    name: transformation.name,
    description: transformation.description,
    transformation: async () => transformation,
    editor: NoEditor,
    imageDark: '',
    imageLight: '',
  }));
}
