import { css } from '@emotion/css';
import { PanelPlugin, renderMarkdown, textUtil, type PanelProps } from '@grafana/data';
import { RenderUserContentAsHTML } from '@grafana/ui';

interface TextOptions {
  mode?: string;
  content?: string;
}

/** Markdown, or HTML that is cleaned first. */
function TextPanel({ options, replaceVariables, width, height }: PanelProps<TextOptions>) {
  const content = replaceVariables(options.content ?? '');
  const html = options.mode === 'html' ? textUtil.sanitize(content) : renderMarkdown(content);
  return <RenderUserContentAsHTML className={`markdown-html ${styles}`} style={{ width, height }} content={html} />;
}

const styles = css({ overflow: 'auto' });

export const textPanel = new PanelPlugin<TextOptions>(TextPanel);
