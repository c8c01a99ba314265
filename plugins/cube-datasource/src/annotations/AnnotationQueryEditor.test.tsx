import { type AnnotationQuery } from '@grafana/data';
import { setTemplateSrv } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { type CubeDataSource } from '../datasource';
import { viewsFixture } from '../testing';
import { type CubeDataSourceQuery } from '../query/query';
import { AnnotationQueryEditor } from './AnnotationQueryEditor';

/** jsdom knows no sizes, and the option list draws only what is visible. */
beforeAll(() => {
  jest.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 400, 400));
  jest.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(400);
  jest.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(400);
  setTemplateSrv({
    getVariables: () => [],
    replace: (text = '') => text,
    containsTemplate: () => false,
    updateTimeRange: () => undefined,
  });
});

type Stored = AnnotationQuery<CubeDataSourceQuery>;

function Annotation({ onChange }: { onChange: (annotation: Stored) => void }) {
  const [annotation, setAnnotation] = useState<Stored>({ name: 'n', enable: true, iconColor: 'red' });
  const datasource = { getViews: async () => viewsFixture, listValues: async () => [] };
  return (
    <AnnotationQueryEditor
      datasource={datasource as unknown as CubeDataSource}
      query={{ refId: 'Anno', query: {}, format: 'table', version: 2 }}
      onChange={() => undefined}
      onRunQuery={() => undefined}
      annotation={annotation}
      onAnnotationChange={(changed) => {
        onChange(changed);
        setAnnotation(changed);
      }}
    />
  );
}

function show() {
  const onChange = jest.fn<void, [Stored]>();
  render(<Annotation onChange={onChange} />);
  return { last: () => onChange.mock.lastCall?.[0].target };
}

describe('AnnotationQueryEditor', () => {
  it('asks for the columns that the marks show, each once', async () => {
    const { last } = show();
    await userEvent.click(await screen.findByLabelText('View'));
    await userEvent.keyboard('Depo{ArrowDown}{Enter}');
    expect(last()).toMatchObject({
      annotation: { text: 'deposits.balance_end' },
      query: {
        measures: ['deposits.balance_end'],
        timeDimensions: [{ dimension: 'deposits.date', granularity: 'day' }],
      },
    });
    await userEvent.click(screen.getByLabelText('Title'));
    await userEvent.keyboard('Outlet{ArrowDown}{Enter}');
    expect(last()).toMatchObject({
      annotation: { title: 'deposits.outlet', text: 'deposits.balance_end' },
      query: { measures: ['deposits.balance_end'], dimensions: ['deposits.outlet'] },
    });
  });

  it('says that a view without a date has no marks', async () => {
    show();
    await userEvent.click(await screen.findByLabelText('View'));
    await userEvent.keyboard('Card{ArrowDown}{Enter}');
    expect(screen.getByText('This view has no time')).toBeInTheDocument();
  });
});
