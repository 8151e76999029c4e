"""The backtest: what theories and base rates would have said of wars they had not seen, and how right."""
