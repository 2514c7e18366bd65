"""Whether results can be true, before a cent is paid: what is impossible, and what is only unlikely."""
