import { render, screen } from '@testing-library/react';
import { PageObstacle } from './PageStates';

it('leads from a bank without key figures to what it has, and never says that nothing is loaded', () => {
  render(<PageObstacle obstacle="no-key-figures" error={undefined} onRetry={() => undefined} />);
  expect(screen.getByText(/No balances, customers, loans or cards/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Open Explore' })).toHaveAttribute('href', '/explore');
  expect(screen.queryByText('No data are loaded yet')).not.toBeInTheDocument();
});
