<!doctype html><title>${title}</title><p>${detail}</p>
