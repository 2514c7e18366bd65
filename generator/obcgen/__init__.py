"""obcgen: one checked spec of outcomes and funding becomes an RFP and a contract that agree."""
